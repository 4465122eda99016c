package org.sluice.bindings.magic;

import static org.sluice.bindings.magic.sluice_magic_h.sluice_magic_describe;
import static org.sluice.bindings.magic.sluice_magic_h.sluice_magic_open;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.sluice.bindings.NativeException;
import org.sluice.bindings.NativeText;

/** One thread's way to libmagic, with the machine's database. */
public final class FileDescriber {
    /** Most bytes of a file that are looked at. */
    public static final int BYTES = sluice_magic_h.SLUICE_MAGIC_BYTES();

    private static final int MESSAGE_BYTES = 512;

    private final MemorySegment pointer;

    /**
     * Loads the database.
     *
     * @param owner whose life it has
     * @throws NativeException when the database is missing or of another version of the library
     */
    @SuppressWarnings("restricted")
    public FileDescriber(Arena owner) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment cookie = arena.allocate(ValueLayout.ADDRESS);
            MemorySegment message = arena.allocate(MESSAGE_BYTES);
            int result = sluice_magic_open(cookie, message, MESSAGE_BYTES);
            if (result < 0) {
                throw new NativeException("cannot load libmagic's database (" + NativeText.of(message) + ")", result,
                        "apt install libmagic-mgc");
            }
            pointer = cookie.get(ValueLayout.ADDRESS, 0).reinterpret(owner, sluice_magic_h::sluice_magic_close);
        }
    }

    /**
     * Describes bytes in native memory. Throws nothing.
     *
     * @param address of the file's first byte
     * @param length how many there are; those past {@link #BYTES} are not looked at
     * @param text address of the bytes that take the description
     * @param capacity how many those are
     * @return bytes written, or an error below zero
     */
    public int describe(long address, int length, long text, int capacity) {
        return sluice_magic_describe(pointer, address, length, text, capacity);
    }
}
