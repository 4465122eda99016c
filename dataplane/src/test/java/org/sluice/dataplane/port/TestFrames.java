package org.sluice.dataplane.port;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Frames of all kinds that a wire has to pass, marked by their destination address. */
final class TestFrames {
    private static final long DESTINATION = 0x02_53_4c_55_49_43L;
    private static final long SOURCE = 0x02_00_00_00_00_01L;

    private TestFrames() {
    }

    /** IPv4, ARP, LLDP, spanning tree, VLAN-tagged, unknown, and of every notable length up to the usual MTU. */
    static List<byte[]> ofAllKinds() {
        return List.of(frame(0x0800, 60), frame(0x0806, 60), frame(0x88cc, 200), frame(38, 60), frame(0x86dd, 1_514),
                frame(0x8100, 64), frame(0x8100, 1_518), frame(0x88b5, 61), frame(0x0800, 1_514));
    }

    /** The same and a service tag (802.1ad), which af_packet gives back as a customer tag. */
    static List<byte[]> ofAllKindsAndServiceTags() {
        List<byte[]> all = new ArrayList<>(ofAllKinds());
        all.add(frame(0x88a8, 64));
        return all;
    }

    static byte[] frame(int etherType, int length) {
        byte[] bytes = new byte[length];
        new Random(31L * etherType + length).nextBytes(bytes);
        ByteBuffer.wrap(bytes).putShort((short) (DESTINATION >>> 32)).putInt((int) DESTINATION)
                .putShort((short) (SOURCE >>> 32)).putInt((int) SOURCE).putShort((short) etherType);
        return bytes;
    }

    static boolean isOurs(byte[] frame) {
        ByteBuffer bytes = ByteBuffer.wrap(frame);
        return frame.length >= 14 && bytes.getShort() == (short) (DESTINATION >>> 32)
                && bytes.getInt() == (int) DESTINATION;
    }
}
