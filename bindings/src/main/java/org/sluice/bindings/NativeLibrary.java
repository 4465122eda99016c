package org.sluice.bindings;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * One of the native shims, opened at the first call of one of its functions. It is looked for in the directory given by
 * {@code -Dsluice.native.dir}, else by {@code $SLUICE_NATIVE_DIR}, else in {@code /usr/lib/sluice}.
 */
public final class NativeLibrary {
    /** Vectorscan, PCRE2, brotli, libmagic and what is asked of the operating system. */
    public static final NativeLibrary SLUICE = new NativeLibrary("libsluice.so");
    /** DPDK: environment, ports, packet memory. */
    public static final NativeLibrary SLUICE_DPDK = new NativeLibrary("libsluice_dpdk.so");

    private static final String DIRECTORY_PROPERTY = "sluice.native.dir";
    private static final String DIRECTORY_VARIABLE = "SLUICE_NATIVE_DIR";
    private static final String INSTALLED_DIRECTORY = "/usr/lib/sluice";

    private final String fileName;
    private SymbolLookup symbols;

    private NativeLibrary(String fileName) {
        this.fileName = fileName;
    }

    /** Directory the shims are taken from. */
    public static Path directory() {
        String property = System.getProperty(DIRECTORY_PROPERTY);
        if (property != null && !property.isBlank()) {
            return Path.of(property);
        }
        String variable = System.getenv(DIRECTORY_VARIABLE);
        return Path.of(variable != null && !variable.isBlank() ? variable : INSTALLED_DIRECTORY);
    }

    /** File this library is opened from. */
    public Path path() {
        return directory().resolve(fileName).toAbsolutePath();
    }

    /**
     * Opens the library if that has not happened yet.
     *
     * @throws NativeLibraryException when it, or a library it needs, is missing; the message names the cure
     */
    public synchronized void open() {
        if (symbols == null) {
            symbols = lookup();
        }
    }

    /** Whether the library exports {@code function}. */
    public boolean has(String function) {
        open();
        return symbols.find(function).isPresent();
    }

    /**
     * Method handle of a function.
     *
     * @throws NativeLibraryException when the library or the function is missing
     */
    public MethodHandle downcall(String function, FunctionDescriptor descriptor) {
        return link(function, descriptor);
    }

    /**
     * The same for a function that returns at once and calls nothing: linked without the steps that let the JVM stop
     * other threads meanwhile.
     */
    public MethodHandle leaf(String function, FunctionDescriptor descriptor) {
        return link(function, descriptor, Linker.Option.critical(false));
    }

    @SuppressWarnings("restricted")
    private MethodHandle link(String function, FunctionDescriptor descriptor, Linker.Option... options) {
        open();
        MemorySegment address = symbols.find(function).orElseThrow(() -> new NativeLibraryException(
                path() + " has no function " + function + ": it was built from other sources than this program. "
                        + "Rebuild it with 'make -C native', or install matching packages."));
        try {
            return Linker.nativeLinker().downcallHandle(address, descriptor, options);
        } catch (IllegalCallerException refused) {
            throw new NativeLibraryException(MissingLibrary.NATIVE_ACCESS, refused);
        }
    }

    /** What a failed call of a function is to be thrown as: the missing library's own words, or an error. */
    public static RuntimeException unexpected(String function, Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof NativeLibraryException missing) {
                return missing;
            }
        }
        if (thrown instanceof Error error) {
            throw error;
        }
        return thrown instanceof RuntimeException runtime ? runtime : new IllegalStateException(function, thrown);
    }

    @SuppressWarnings("restricted")
    private SymbolLookup lookup() {
        Path path = path();
        if (!Files.isReadable(path)) {
            throw new NativeLibraryException(MissingLibrary.shim(path));
        }
        try {
            return SymbolLookup.libraryLookup(path, Arena.global());
        } catch (IllegalCallerException refused) {
            throw new NativeLibraryException(MissingLibrary.NATIVE_ACCESS, refused);
        } catch (IllegalArgumentException unopened) {
            throw new NativeLibraryException(MissingLibrary.dependency(path, linkerText(path)), unopened);
        }
    }

    /** What the dynamic linker says when it cannot open {@code path}; a lookup does not tell, loading does. */
    @SuppressWarnings("restricted")
    private static String linkerText(Path path) {
        try {
            System.load(path.toString());
            return "it could not be opened";
        } catch (UnsatisfiedLinkError error) {
            return String.valueOf(error.getMessage());
        }
    }
}
