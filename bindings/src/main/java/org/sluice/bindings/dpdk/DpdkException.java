package org.sluice.bindings.dpdk;

import java.util.Locale;
import org.sluice.bindings.Errno;

/** DPDK refused something: what was attempted, what DPDK said and logged, and what mends it where that is known. */
public final class DpdkException extends RuntimeException {
    private final int errno;

    DpdkException(String attempted, int returned, String reason) {
        super(message(attempted, returned, reason));
        errno = -returned;
    }

    /** The error number, one of {@link Errno}. */
    public int errno() {
        return errno;
    }

    private static String message(String attempted, int returned, String reason) {
        String cure = cure(reason.toLowerCase(Locale.ROOT), -returned);
        return attempted + ": " + (reason.isEmpty() ? Errno.text(-returned) : reason)
                + (cure.isEmpty() ? "" : "\n" + cure);
    }

    private static String cure(String reason, int errno) {
        if (reason.contains("hugepage") || reason.contains("huge page")) {
            return "Reserve huge pages: sysctl vm.nr_hugepages=512 (1 GiB of 2 MiB pages), "
                    + "or run without them: --no-huge, which is 2.5 times slower.";
        }
        if (reason.contains("another primary process") || reason.contains("cannot create lock")) {
            return "Another DPDK process uses the same files: stop it, or use --in-memory or another --file-prefix.";
        }
        if (reason.contains("rlimit_memlock") || reason.contains("mlock")) {
            return "Raise the limit of locked memory: ulimit -l unlimited, or LimitMEMLOCK=infinity in the unit.";
        }
        if (reason.contains("will not fit in mbuf")) {
            return "Packet buffers are smaller than the driver's frames: raise the buffer size, or lower framesz.";
        }
        if (errno == Errno.EPERM || errno == Errno.EACCES || reason.contains("operation not permitted")
                || reason.contains("permission denied")) {
            return "Run as root, or with CAP_NET_ADMIN, CAP_NET_RAW, CAP_IPC_LOCK and CAP_SYS_ADMIN.";
        }
        if (reason.contains("vfio") || reason.contains("requested device")) {
            return "Bind the device to vfio-pci first: dpdk-devbind.py --bind=vfio-pci ADDRESS; "
                    + "dpdk-devbind.py --status-dev net lists devices.";
        }
        return "";
    }
}
