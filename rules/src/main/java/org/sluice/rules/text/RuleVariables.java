package org.sluice.rules.text;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The variables rule headers may use, as in {@code vars.address-groups} and {@code vars.port-groups} of suricata.yaml.
 * Values are written as in headers: groups, negation, other variables.
 *
 * @param addressGroups by name, without the {@code $}
 * @param portGroups by name, without the {@code $}
 */
public record RuleVariables(Map<String, String> addressGroups, Map<String, String> portGroups) {

    /** Copies what it is given. */
    public RuleVariables {
        addressGroups = Map.copyOf(addressGroups);
        portGroups = Map.copyOf(portGroups);
    }

    /** The usual ones: private networks are home, all others are external, servers of all kinds are home. */
    public static RuleVariables defaults() {
        Map<String, String> addresses = new LinkedHashMap<>();
        addresses.put("HOME_NET", "[192.168.0.0/16,10.0.0.0/8,172.16.0.0/12]");
        addresses.put("EXTERNAL_NET", "!$HOME_NET");
        for (String servers : new String[] {"HTTP_SERVERS", "SMTP_SERVERS", "SQL_SERVERS", "DNS_SERVERS",
            "TELNET_SERVERS", "AIM_SERVERS", "DC_SERVERS", "DNP3_SERVER", "DNP3_CLIENT", "MODBUS_CLIENT",
            "MODBUS_SERVER", "ENIP_CLIENT", "ENIP_SERVER"}) {
            addresses.put(servers, "$HOME_NET");
        }
        addresses.put("AIM_SERVERS", "$EXTERNAL_NET");
        Map<String, String> ports = new LinkedHashMap<>();
        ports.put("HTTP_PORTS", "80");
        ports.put("SHELLCODE_PORTS", "!80");
        ports.put("ORACLE_PORTS", "1521");
        ports.put("SSH_PORTS", "22");
        ports.put("DNP3_PORTS", "20000");
        ports.put("MODBUS_PORTS", "502");
        ports.put("FILE_DATA_PORTS", "[$HTTP_PORTS,110,143]");
        ports.put("FTP_PORTS", "21");
        ports.put("GENEVE_PORTS", "6081");
        ports.put("VXLAN_PORTS", "4789");
        ports.put("TEREDO_PORTS", "3544");
        ports.put("SIP_PORTS", "[5060,5061]");
        return new RuleVariables(addresses, ports);
    }

    /** These, with others added or replaced. */
    public RuleVariables with(Map<String, String> moreAddressGroups, Map<String, String> morePortGroups) {
        Map<String, String> addresses = new LinkedHashMap<>(addressGroups);
        addresses.putAll(moreAddressGroups);
        Map<String, String> ports = new LinkedHashMap<>(portGroups);
        ports.putAll(morePortGroups);
        return new RuleVariables(addresses, ports);
    }
}
