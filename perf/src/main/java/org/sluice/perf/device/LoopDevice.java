package org.sluice.perf.device;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * No device: the generator's right port is the other end of its left one, by memif in its own process. What the
 * generator
 * and the shared memory can do without anything in between; how far a device is from that is the device's doing.
 */
public final class LoopDevice implements Device {
    private final Path folder;

    /** Makes the folder that the socket lies in. */
    public LoopDevice() {
        try {
            folder = Files.createTempDirectory("sluice-bench-");
        } catch (IOException e) {
            throw new DeviceException("no folder for the socket of the loop: " + e.getMessage(), e);
        }
    }

    @Override
    public String leftPort() {
        return "net_memif0,role=server,id=0,socket-abstract=no,socket=" + folder + "/loop.sock,rsize=12";
    }

    @Override
    public String rightPort() {
        // The driver knows sockets by their names, and wants one role a name.
        return "net_memif1,role=client,id=0,socket-abstract=no,socket=" + folder + "/./loop.sock,rsize=12";
    }

    @Override
    public String description() {
        return "nothing: the generator's own ports joined by memif (its limit)";
    }

    @Override
    public void check() {
        // It cannot end before the generator does.
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(folder.resolve("loop.sock"));
            Files.deleteIfExists(folder);
        } catch (IOException left) {
            System.err.println("bench: " + folder + " could not be removed: " + left.getMessage());
        }
    }
}
