package org.sluice.bindings.posix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sluice.bindings.Errno;
import org.sluice.bindings.NativeException;

class KernelInterfaceTest {
    private static final String PID = Long.toString(ProcessHandle.current().pid(), 36);

    @Test
    void shouldFindTheLoopback() {
        KernelInterface loopback = new KernelInterface("lo");

        assertTrue(loopback.exists());
        assertTrue(loopback.mtu() >= 1_500);
    }

    @Test
    void shouldSayThatThereIsNoSuchInterface() {
        KernelInterface absent = new KernelInterface("absent-from-all");

        NativeException refused = assertThrows(NativeException.class, absent::mtu);

        assertFalse(absent.exists());
        assertEquals(Errno.ENODEV, refused.errno());
        assertTrue(refused.getMessage().contains("interface absent-from-all"), refused.getMessage());
        assertTrue(refused.getMessage().contains("ip link"), refused.getMessage());
    }

    @Test
    void shouldSwitchAnInterfaceAndItsMtuAndOffloads() throws Exception {
        assumeTrue(Posix.userId() == 0, "making network interfaces needs root");
        String near = "ka" + PID;
        String far = "kb" + PID;
        assumeTrue(ip("link", "add", near, "type", "veth", "peer", "name", far) == 0, "ip link cannot make veth pairs");
        try {
            KernelInterface one = new KernelInterface(near);
            KernelInterface other = new KernelInterface(far);

            other.up(true);
            assertFalse(one.isUp());
            one.up(true);
            awaitRunning(one, true);
            other.up(false);
            assertTrue(one.isUp());
            awaitRunning(one, false);

            one.mtu(9_000);
            assertEquals(9_000, one.mtu());

            assertEquals(0, one.offloads(KernelInterface.TSO | KernelInterface.GRO, 0));
            assertEquals(0, one.offloads() & (KernelInterface.TSO | KernelInterface.GRO));
            assertEquals(0, one.offloads(KernelInterface.TSO, KernelInterface.TSO));
            assertEquals(KernelInterface.TSO, one.offloads() & (KernelInterface.TSO | KernelInterface.GRO));
            assertEquals(List.of("gro", "tso"),
                    KernelInterface.offloadNames(KernelInterface.GRO | KernelInterface.TSO));
        } finally {
            ip("link", "del", near);
        }
    }

    /** The kernel tells a carrier's change within a second. */
    private static void awaitRunning(KernelInterface one, boolean running) {
        long deadlineNs = System.nanoTime() + 5_000_000_000L;
        while (one.isRunning() != running && System.nanoTime() < deadlineNs) {
            Thread.onSpinWait();
        }
        assertEquals(running, one.isRunning());
    }

    private static int ip(String... arguments) throws IOException, InterruptedException {
        String[] command = new String[arguments.length + 1];
        command[0] = "ip";
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        return new ProcessBuilder(command).inheritIO().start().waitFor();
    }
}
