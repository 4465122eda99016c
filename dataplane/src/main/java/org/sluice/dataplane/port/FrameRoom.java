package org.sluice.dataplane.port;

import org.sluice.bindings.posix.KernelInterface;

/**
 * How much room one frame gets: in a packet buffer, and in the ring of a driver that copies from the kernel.
 *
 * <p>Most devices spread a long frame over several buffers of 2 KiB. Virtual ones mostly cannot, and af_packet insists
 * that a buffer holds a whole frame of its ring: there, buffers are as long as the longest frame.
 *
 * @param device with what the driver needs to be told
 * @param dataRoom bytes of a frame that one buffer holds
 * @param requestedMtu to ask of the device, 0 when the kernel's interface carries it
 */
record FrameRoom(DeviceSpec device, int dataRoom, int requestedMtu) {
    private static final int USUAL_ROOM = 2_048;
    /** Ethernet header, two VLAN tags, checksum, and what drivers put around; generous. */
    private static final int OVERHEAD = 128;
    private static final int RING_BYTES = 8 * 1024 * 1024;
    private static final int LEAST_BLOCK = 4_096;

    static FrameRoom of(DeviceSpec device, int wishedMtu) {
        KernelInterface kernel = device.kernelInterface();
        int mtu = wishedMtu == 0 && kernel != null ? kernel.mtu() : wishedMtu;
        int whole = mtu + OVERHEAD <= USUAL_ROOM ? USUAL_ROOM : mtu + OVERHEAD;
        if (device.isDriver("net_af_packet") || device.isDriver("eth_af_packet")) {
            // A ring's blocks are powers of two and have to hold whole frames.
            return afPacket(device, Integer.highestOneBit(whole - 1) << 1);
        }
        boolean spreads = device.isPci() || device.isDriver("net_ring") || device.isDriver("net_tap");
        return new FrameRoom(device, spreads ? USUAL_ROOM : whole, mtu);
    }

    private static FrameRoom afPacket(DeviceSpec device, int frameBytes) {
        if (device.has("framesz") || frameBytes == USUAL_ROOM) {
            return new FrameRoom(device, Math.max(frameBytes, frameSize(device)), 0);
        }
        DeviceSpec roomy = device.with("framesz", frameBytes).with("blocksz", Math.max(LEAST_BLOCK, 4 * frameBytes))
                .with("framecnt", RING_BYTES / frameBytes);
        return new FrameRoom(roomy, frameBytes, 0);
    }

    private static int frameSize(DeviceSpec device) {
        String size = device.argument("framesz");
        try {
            return size == null ? USUAL_ROOM : Integer.parseInt(size);
        } catch (NumberFormatException notANumber) {
            throw new PortException("device " + device + ": framesz is not a number", notANumber);
        }
    }
}
