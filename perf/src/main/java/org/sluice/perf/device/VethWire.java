package org.sluice.perf.device;

import java.util.List;

/**
 * Two veth pairs between this network namespace and one of its own, named after this process, gone when closed.
 *
 * <pre>
 *    sb123l ------ left  [ namespace sluice-bench-123 ]  right ------ sb123r
 * </pre>
 */
final class VethWire implements AutoCloseable {
    private static final List<String> OFFLOADS = List.of("rx", "tx", "sg", "tso", "gso", "gro", "rxvlan", "txvlan");

    private final String namespace;
    private final String left;
    private final String right;

    VethWire(int mtu) {
        long id = ProcessHandle.current().pid() % 1_000_000;
        namespace = "sluice-bench-" + id;
        left = "sb" + id + "l";
        right = "sb" + id + "r";
        try {
            Command.run("ip", "netns", "add", namespace);
            Command.attempt("ip", "netns", "exec", namespace, "sysctl", "-qw", "net.ipv6.conf.all.disable_ipv6=1");
            pair(left, "left", mtu);
            pair(right, "right", mtu);
        } catch (DeviceException refused) {
            close();
            throw new DeviceException("--vdev veth needs root and network namespaces: " + refused.getMessage()
                    + ". --vdev memif needs neither", refused);
        }
    }

    /** Name of the namespace. */
    String namespace() {
        return namespace;
    }

    /** The generator's left interface. */
    String left() {
        return left;
    }

    /** The generator's right interface. */
    String right() {
        return right;
    }

    private void pair(String near, String far, int mtu) {
        Command.run("ip", "link", "add", near, "type", "veth", "peer", "name", far, "netns", namespace);
        Command.attempt("sysctl", "-qw", "net.ipv6.conf." + near + ".disable_ipv6=1");
        for (String offload : OFFLOADS) {
            Command.attempt("ethtool", "-K", near, offload, "off");
            Command.attempt("ip", "netns", "exec", namespace, "ethtool", "-K", far, offload, "off");
        }
        Command.run("ip", "link", "set", near, "mtu", String.valueOf(mtu), "up");
        Command.run("ip", "-n", namespace, "link", "set", far, "mtu", String.valueOf(mtu), "up");
    }

    @Override
    public void close() {
        Command.attempt("ip", "link", "del", left);
        Command.attempt("ip", "link", "del", right);
        Command.attempt("ip", "netns", "del", namespace);
    }
}
