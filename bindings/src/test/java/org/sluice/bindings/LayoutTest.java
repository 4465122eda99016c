package org.sluice.bindings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sluice.bindings.brotli.sluice_brotli_budget;
import org.sluice.bindings.brotli.sluice_brotli_h;
import org.sluice.bindings.brotli.sluice_brotli_stream;
import org.sluice.bindings.dpdk.sluice_burst_h;
import org.sluice.bindings.dpdk.sluice_dpdk_h;
import org.sluice.bindings.dpdk.sluice_link;
import org.sluice.bindings.dpdk.sluice_port_info;
import org.sluice.bindings.dpdk.sluice_port_setup;
import org.sluice.bindings.dpdk.sluice_port_stats;
import org.sluice.bindings.dpdk.sluice_rx_queue;
import org.sluice.bindings.dpdk.sluice_tx_queue;
import org.sluice.bindings.literal.sluice_literal_h;
import org.sluice.bindings.magic.sluice_magic_h;
import org.sluice.bindings.pcre2.sluice_pcre2_h;
import org.sluice.bindings.posix.sluice_posix_h;
import org.sluice.bindings.vectorscan.sluice_hs_ext;
import org.sluice.bindings.vectorscan.sluice_scan_batch;
import org.sluice.bindings.vectorscan.sluice_scan_job;
import org.sluice.bindings.vectorscan.sluice_vectorscan_h;

/** Compares every size, offset and constant that Java relies on with what the C compiler says. */
class LayoutTest {
    private static final Map<String, Long> COMPILER = compilerSays();

    static Stream<Class<?>> structs() {
        return Stream.of(sluice_hs_ext.class, sluice_scan_job.class, sluice_scan_batch.class, sluice_port_setup.class,
                sluice_port_info.class, sluice_link.class, sluice_port_stats.class, sluice_rx_queue.class,
                sluice_tx_queue.class, sluice_brotli_budget.class, sluice_brotli_stream.class);
    }

    static Stream<Class<?>> headers() {
        return Stream.of(sluice_vectorscan_h.class, sluice_pcre2_h.class, sluice_posix_h.class, sluice_literal_h.class,
                sluice_dpdk_h.class, sluice_burst_h.class, sluice_brotli_h.class, sluice_magic_h.class);
    }

    @ParameterizedTest
    @MethodSource("structs")
    void shouldLayOutStructsAsTheCompilerDoes(Class<?> struct) throws ReflectiveOperationException {
        int fields = 0;
        for (Method method : struct.getMethods()) {
            if (method.getName().endsWith("$offset")) {
                String field = method.getName().substring(0, method.getName().length() - "$offset".length());
                String key = "offset " + struct.getSimpleName() + "." + field;
                assertEquals(COMPILER.get(key), method.invoke(null), key);
                fields++;
            }
        }
        String key = "sizeof " + struct.getSimpleName();

        assertEquals(COMPILER.get(key), struct.getMethod("sizeof").invoke(null), key);
        assertEquals(fieldsOf(struct.getSimpleName()), fields, "fields of " + struct.getSimpleName());
    }

    @ParameterizedTest
    @MethodSource("headers")
    void shouldGiveConstantsTheirValuesInC(Class<?> header) throws ReflectiveOperationException {
        int constants = 0;
        for (Method method : header.getMethods()) {
            if (Modifier.isStatic(method.getModifiers()) && method.getName().startsWith("SLUICE_")) {
                String key = "constant " + method.getName();
                assertEquals(COMPILER.get(key), ((Number) method.invoke(null)).longValue(), key);
                constants++;
            }
        }

        assertTrue(constants > 0, "no constants in " + header);
    }

    @ParameterizedTest
    @MethodSource("headers")
    void shouldFindEveryFunctionInItsLibrary(Class<?> header) {
        NativeLibrary library = header.getPackage() == sluice_dpdk_h.class.getPackage()
                ? NativeLibrary.SLUICE_DPDK : NativeLibrary.SLUICE;
        Stream<String> functions = Stream.of(header.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()))
                .map(Method::getName).filter(name -> name.startsWith("sluice_"));

        assertEquals("", functions.filter(name -> !library.has(name)).reduce("", (all, name) -> all + " " + name));
    }

    @Test
    void shouldCoverEveryConstantTheCompilerKnows() {
        long declared = headers().flatMap(header -> Stream.of(header.getMethods()))
                .filter(method -> method.getName().startsWith("SLUICE_")).count();

        assertEquals(COMPILER.keySet().stream().filter(key -> key.startsWith("constant ")).count(), declared);
    }

    private static int fieldsOf(String struct) {
        return (int) COMPILER.keySet().stream().filter(key -> key.startsWith("offset " + struct + ".")).count();
    }

    private static Map<String, Long> compilerSays() {
        Path program = NativeLibrary.directory().resolve("layout");
        try {
            Process process = new ProcessBuilder(program.toString()).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            Map<String, Long> values = new TreeMap<>();
            output.lines().forEach(line -> {
                int space = line.lastIndexOf(' ');
                values.put(line.substring(0, space), Long.parseLong(line.substring(space + 1)));
            });
            return values;
        } catch (java.io.IOException unrun) {
            throw new IllegalStateException("cannot run " + program + ": build it with 'make -C native'", unrun);
        }
    }
}
