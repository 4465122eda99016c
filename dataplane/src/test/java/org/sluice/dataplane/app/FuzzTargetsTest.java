package org.sluice.dataplane.app;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The fuzz targets of this package without a fuzzer: each has a beginning that its parser knows. */
class FuzzTargetsTest {
    static List<Class<?>> targets() throws Exception {
        Path folder = Path.of(FuzzTargetsTest.class.getResource("FuzzTargetsTest.class").toURI()).getParent();
        try (Stream<Path> files = Files.list(folder)) {
            List<String> names = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith("Fuzz.class")).map(name -> name.replace(".class", "")).sorted()
                    .toList();
            List<Class<?>> found = new ArrayList<>();
            for (String name : names) {
                found.add(Class.forName(FuzzTargetsTest.class.getPackageName() + "." + name));
            }
            return found;
        }
    }

    @ParameterizedTest
    @MethodSource("targets")
    void shouldGetToItsParserBeforeTheFuzzersBytes(Class<?> target) throws Exception {
        Constructor<?> constructor = target.getDeclaredConstructor();
        List<Method> tests = Stream.of(target.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(FuzzTest.class)).toList();

        for (Method test : tests) {
            assertDoesNotThrow(() -> test.invoke(constructor.newInstance(), nothing()));
        }

        assertTrue(tests.size() == 1, "Jazzer runs one target a class");
    }

    /** A fuzzer that has no bytes left. */
    private static FuzzedDataProvider nothing() {
        return (FuzzedDataProvider) Proxy.newProxyInstance(FuzzTargetsTest.class.getClassLoader(),
                new Class<?>[] {FuzzedDataProvider.class}, (proxy, method, arguments) -> switch (method.getName()) {
                    case "remainingBytes" -> 0;
                    case "consumeBoolean" -> false;
                    case "consumeInt" -> arguments == null ? 0 : arguments[0];
                    case "consumeString", "consumeAsciiString", "consumeRemainingAsString" -> "";
                    case "consumeBytes", "consumeRemainingAsBytes" -> new byte[0];
                    case "pickValue" -> ((Object[]) arguments[0])[0];
                    default -> throw new AssertionError("a target asks for " + method.getName()
                            + ": say here what a fuzzer without bytes gives");
                });
    }
}
