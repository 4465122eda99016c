package org.sluice.bindings.vectorscan;

import static org.sluice.bindings.vectorscan.sluice_vectorscan_h.sluice_hs_bytes_free;
import static org.sluice.bindings.vectorscan.sluice_vectorscan_h.sluice_hs_database_free;
import static org.sluice.bindings.vectorscan.sluice_vectorscan_h.sluice_hs_database_info;
import static org.sluice.bindings.vectorscan.sluice_vectorscan_h.sluice_hs_database_size;
import static org.sluice.bindings.vectorscan.sluice_vectorscan_h.sluice_hs_serialize;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.sluice.bindings.NativeException;
import org.sluice.bindings.NativeText;

/**
 * Compiled patterns. Scanned by any number of threads at once; whoever closes it makes sure that none still does.
 */
public final class Database implements AutoCloseable {
    private static final int INFO_BYTES = 512;

    private long address;

    Database(long address) {
        this.address = address;
    }

    /** Where it lies: what {@link ScanBatch#add(long, long, int)} takes. 0 once closed. */
    public long address() {
        return address;
    }

    /** Bytes of memory it occupies. */
    public long sizeBytes() {
        return NativeException.check(sluice_hs_database_size(pointer()), "cannot tell the size of a pattern database");
    }

    /** Library version, processor features and mode it was built for. */
    public String info() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment text = arena.allocate(INFO_BYTES);
            NativeException.check(sluice_hs_database_info(pointer(), text, INFO_BYTES),
                    "cannot describe a pattern database");
            return NativeText.of(text);
        }
    }

    /** Its bytes, for {@link Vectorscan#deserialize} with the same library version on the same kind of processor. */
    @SuppressWarnings("restricted")
    public byte[] serialize() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment block = arena.allocate(ValueLayout.ADDRESS);
            long length = NativeException.check(sluice_hs_serialize(pointer(), block),
                    "cannot write out a pattern database");
            MemorySegment bytes = block.get(ValueLayout.ADDRESS, 0);
            try {
                return bytes.reinterpret(length).toArray(ValueLayout.JAVA_BYTE);
            } finally {
                sluice_hs_bytes_free(bytes);
            }
        }
    }

    @Override
    public void close() {
        if (address != 0) {
            sluice_hs_database_free(pointer());
            address = 0;
        }
    }

    MemorySegment pointer() {
        if (address == 0) {
            throw new IllegalStateException("the pattern database is closed");
        }
        return MemorySegment.ofAddress(address);
    }
}
