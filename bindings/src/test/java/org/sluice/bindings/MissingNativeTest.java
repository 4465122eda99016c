package org.sluice.bindings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluice.bindings.dpdk.Dpdk;
import org.sluice.bindings.posix.Posix;
import org.sluice.bindings.vectorscan.Vectorscan;

/** What is said when something native is missing; each in a JVM of its own, since a library is opened only once. */
class MissingNativeTest {
    /** Runs one step and prints what it threw. */
    static final class Step {
        private Step() {
        }

        public static void main(String[] arguments) {
            try {
                switch (arguments[0]) {
                    case "posix" -> Posix.threadId();
                    case "vectorscan" -> Vectorscan.platformInfo();
                    case "dpdk" -> Dpdk.start(List.of(arguments).subList(1, arguments.length));
                    default -> throw new IllegalArgumentException(arguments[0]);
                }
                System.out.println("fine");
            } catch (RuntimeException thrown) {
                System.out.println(thrown.getClass().getSimpleName() + ": " + thrown.getMessage());
            }
        }
    }

    @TempDir
    Path directory;

    @Test
    void shouldNameTheBuildCommandForAMissingShim() {
        String said = run(directory, "ALL-UNNAMED", "posix");

        assertTrue(said.startsWith("NativeLibraryException: " + directory), said);
        assertTrue(said.contains("make -C native"), said);
        assertTrue(said.contains("-Dsluice.native.dir"), said);
    }

    @Test
    void shouldSayWhatIsWrongWithADamagedShim() throws IOException {
        Files.writeString(directory.resolve("libsluice.so"), "no library at all");

        String said = run(directory, "ALL-UNNAMED", "vectorscan");

        assertTrue(said.contains("Cannot open " + directory.resolve("libsluice.so")), said);
        assertTrue(said.contains("file too short") || said.contains("invalid ELF header"), said);
    }

    @Test
    void shouldNameThePackageOfAMissingDependency() {
        String said = MissingLibrary.dependency(Path.of("/x/libsluice.so"),
                "libhs.so.5: cannot open shared object file: No such file or directory");

        assertTrue(said.endsWith("apt install libvectorscan5"), said);
    }

    @Test
    void shouldNameTheFunctionThatAnOlderShimLacks() {
        NativeLibraryException refused = assertThrows(NativeLibraryException.class, () ->
                NativeLibrary.SLUICE.downcall("sluice_absent", FunctionDescriptor.of(ValueLayout.JAVA_INT)));

        assertFalse(NativeLibrary.SLUICE.has("sluice_absent"));
        assertTrue(refused.getMessage().contains("has no function sluice_absent"), refused.getMessage());
        assertTrue(refused.getMessage().contains("make -C native"), refused.getMessage());
    }

    @Test
    void shouldNameTheFlagThatAllowsNativeCalls() {
        String said = run(NativeLibrary.directory(), "java.base", "posix");

        // Before JDK 24 the JVM cannot be told to deny, and only warns.
        assertTrue(said.equals("fine") || said.contains("--enable-native-access=ALL-UNNAMED"), said);
        assertEquals(Runtime.version().feature() < 24, said.equals("fine"));
    }

    @Test
    void shouldNameTheCommandThatReservesHugePages() {
        // More than any machine has, so that it fails where huge pages are reserved, too.
        String said = run(NativeLibrary.directory(), "ALL-UNNAMED", "dpdk", "--in-memory", "-m", "999999999",
                "--no-pci", "--no-telemetry");

        assertTrue(said.contains("DpdkException: cannot start DPDK with --in-memory"), said);
        assertTrue(said.contains("sysctl vm.nr_hugepages="), said);
    }

    private static String run(Path nativeDirectory, String nativeAccess, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xshare:auto", "-Xmx64m",
                "-XX:+IgnoreUnrecognizedVMOptions", "--enable-native-access=" + nativeAccess,
                "--illegal-native-access=deny", "-Dsluice.native.dir=" + nativeDirectory,
                "-cp", System.getProperty("java.class.path"), Step.class.getName()));
        command.addAll(List.of(arguments));
        try {
            Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException unrun) {
            throw new IllegalStateException(unrun);
        }
    }
}
