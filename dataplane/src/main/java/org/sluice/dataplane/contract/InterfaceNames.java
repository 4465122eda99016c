package org.sluice.dataplane.contract;

import org.agrona.MutableDirectBuffer;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Interface names in the metadata of {@code cnc.dat}; layout in {@link CncDescriptor}. */
final class InterfaceNames {
    private InterfaceNames() {
    }

    static void put(final MutableDirectBuffer metadata, final List<String> names) {
        metadata.putInt(CncDescriptor.INTERFACES_OFFSET, names.size());
        int position = CncDescriptor.INTERFACES_OFFSET + Integer.BYTES;
        for (final String name : names) {
            final byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
            metadata.putInt(position, bytes.length);
            metadata.putBytes(position + Integer.BYTES, bytes);
            position += Integer.BYTES + bytes.length;
        }
    }

    static List<String> get(final MutableDirectBuffer metadata) {
        final int count = metadata.getInt(CncDescriptor.INTERFACES_OFFSET);
        final List<String> names = new ArrayList<>();
        int position = CncDescriptor.INTERFACES_OFFSET + Integer.BYTES;
        for (int i = 0; i < count; i++) {
            final byte[] bytes = new byte[metadata.getInt(position)];
            metadata.getBytes(position + Integer.BYTES, bytes);
            names.add(new String(bytes, StandardCharsets.UTF_8));
            position += Integer.BYTES + bytes.length;
        }
        return List.copyOf(names);
    }
}
