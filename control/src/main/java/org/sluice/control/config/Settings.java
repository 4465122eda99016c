package org.sluice.control.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The table of all settings, in the order of the default file. */
public final class Settings {
    static final List<SettingGroup> GROUPS = Stream.of(
        List.of(PortSettings.WIRES, PortSettings.THREADING, PortSettings.EAL),
        TrafficSettings.GROUPS, DetectionSettings.GROUPS, OutputSettings.GROUPS).flatMap(List::stream).toList();

    /** Address variables there are without being set: Suricata's. */
    public static final Map<String, String> ADDRESS_GROUPS = addressGroups();
    /** Port variables there are without being set: Suricata's. */
    public static final Map<String, String> PORT_GROUPS = portGroups();

    /**
     * Parts of Suricata's configuration that have nothing to set here, and why. Met in {@code --set} or a file they
     * are a
     * warning.
     */
    static final Map<String, String> FOREIGN = foreign();

    private Settings() {
    }

    /** Every setting. */
    public static List<Setting<?>> all() {
        return GROUPS.stream().<Setting<?>>flatMap(group -> group.settings().stream()).toList();
    }

    /** The setting that a dotted key names. */
    static Optional<Setting<?>> find(String key) {
        Setting<?> byPattern = null;
        for (Setting<?> setting : all()) {
            if (setting.key().equals(key)) {
                return Optional.of(setting);
            }
            if (byPattern == null && setting.isKey(key)) {
                byPattern = setting;
            }
        }
        return Optional.ofNullable(byPattern);
    }

    /** Whether some setting lies below a dotted key. */
    static boolean isSection(String key) {
        List<String> names = List.of(key.split("\\."));
        return all().stream().anyMatch(setting -> {
            List<String> shape = List.of(setting.key().split("\\."));
            if (shape.size() <= names.size()) {
                return false;
            }
            for (int i = 0; i < names.size(); i++) {
                if (!shape.get(i).equals("*") && !shape.get(i).equals(names.get(i))) {
                    return false;
                }
            }
            return true;
        });
    }

    /** Why a key of Suricata's has no effect here; empty when it is not known to be one. */
    static Optional<String> foreign(String key) {
        for (Map.Entry<String, String> entry : FOREIGN.entrySet()) {
            if (key.equals(entry.getKey()) || key.startsWith(entry.getKey() + ".")) {
                return Optional.of(entry.getValue());
            }
        }
        return Optional.empty();
    }

    private static Map<String, String> addressGroups() {
        Map<String, String> groups = new LinkedHashMap<>();
        groups.put("HOME_NET", "[192.168.0.0/16,10.0.0.0/8,172.16.0.0/12]");
        groups.put("EXTERNAL_NET", "!$HOME_NET");
        for (String servers : List.of("HTTP_SERVERS", "SMTP_SERVERS", "SQL_SERVERS", "DNS_SERVERS", "TELNET_SERVERS",
            "DC_SERVERS", "DNP3_SERVER", "DNP3_CLIENT", "MODBUS_CLIENT", "MODBUS_SERVER", "ENIP_CLIENT",
            "ENIP_SERVER")) {
            groups.put(servers, "$HOME_NET");
        }
        groups.put("AIM_SERVERS", "$EXTERNAL_NET");
        return java.util.Collections.unmodifiableMap(groups);
    }

    private static Map<String, String> portGroups() {
        Map<String, String> groups = new LinkedHashMap<>();
        groups.put("HTTP_PORTS", "80");
        groups.put("SHELLCODE_PORTS", "!80");
        groups.put("ORACLE_PORTS", "1521");
        groups.put("SSH_PORTS", "22");
        groups.put("DNP3_PORTS", "20000");
        groups.put("MODBUS_PORTS", "502");
        groups.put("FILE_DATA_PORTS", "[$HTTP_PORTS,110,143]");
        groups.put("FTP_PORTS", "21");
        groups.put("GENEVE_PORTS", "6081");
        groups.put("VXLAN_PORTS", "4789");
        groups.put("TEREDO_PORTS", "3544");
        groups.put("SIP_PORTS", "[5060,5061]");
        return java.util.Collections.unmodifiableMap(groups);
    }

    private static Map<String, String> foreign() {
        Map<String, String> reasons = new LinkedHashMap<>();
        for (String capture : List.of("af-packet", "af-xdp", "dpdk", "pcap", "pcap-file", "nfq", "nflog", "netmap",
            "pfring",
            "ipfw", "napatech", "windivert", "capture")) {
            reasons.put(capture, "ports are named in pairs under wires");
        }
        for (String threads : List.of("max-pending-packets", "runmode", "autofp-scheduler", "run-as", "pid-file",
            "unix-command", "magic-file", "legacy", "default-packet-size", "luajit", "profiling", "logging",
            "coredump")) {
            reasons.put(threads, "Sluice has no such thing");
        }
        for (String size : List.of("flow.memcap", "flow.hash-size", "flow.prealloc", "flow.managers",
            "flow.recyclers")) {
            reasons.put(size, "the flow table is sized by flow.capacity");
        }
        for (String size : List.of("defrag.hash-size", "defrag.max-frags", "defrag.prealloc")) {
            reasons.put(size, "fragments are bounded by defrag.memcap and defrag.trackers");
        }
        for (String size : List.of("stream.prealloc-sessions", "stream.bypass", "stream.reassembly.segment-prealloc",
            "stream.reassembly.toserver-chunk-size", "stream.reassembly.toclient-chunk-size",
            "stream.reassembly.randomize-chunk-size", "stream.reassembly.randomize-chunk-range",
            "stream.reassembly.check-overlap-different-data", "host", "ippair")) {
            reasons.put(size, "it is sized and scanned another way here");
        }
        for (String matcher : List.of("mpm-algo", "spm-algo", "detect.profile", "detect.custom-values",
            "detect.grouping",
            "detect.sgh-mpm-context", "detect.prefilter", "detect.inspection-recursion-limit", "detect.delayed-detect",
            "detect.profiling", "detect.thresholds", "engine-analysis", "asn1-max-frames")) {
            reasons.put(matcher, "rules are grouped and scanned another way here");
        }
        reasons.put("outputs", "only outputs.eve-log is an output here");
        reasons.put("app-layer.protocols", "it has no setting of that name here");
        reasons.put("datasets", "only datasets.enabled is a setting here");
        reasons.put("decoder", "it has no setting of that name here");
        reasons.put("stats", "only stats.interval and stats.decoder-events are settings here");
        return java.util.Collections.unmodifiableMap(reasons);
    }
}
