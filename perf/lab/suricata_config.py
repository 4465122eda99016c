"""Suricata's configuration files: every protocol on, alerts alone, its own defaults for what is not named."""

COMMON = """%YAML 1.1
---
vars:
  address-groups:
    HOME_NET: "[192.168.0.0/16,10.0.0.0/8,172.16.0.0/12]"
    EXTERNAL_NET: "!$HOME_NET"
    HTTP_SERVERS: "$HOME_NET"
    SMTP_SERVERS: "$HOME_NET"
    SQL_SERVERS: "$HOME_NET"
    DNS_SERVERS: "$HOME_NET"
    TELNET_SERVERS: "$HOME_NET"
    AIM_SERVERS: "$EXTERNAL_NET"
    DC_SERVERS: "$HOME_NET"
    DNP3_SERVER: "$HOME_NET"
    DNP3_CLIENT: "$HOME_NET"
    MODBUS_CLIENT: "$HOME_NET"
    MODBUS_SERVER: "$HOME_NET"
    ENIP_CLIENT: "$HOME_NET"
    ENIP_SERVER: "$HOME_NET"
  port-groups:
    HTTP_PORTS: "80"
    SHELLCODE_PORTS: "!80"
    ORACLE_PORTS: 1521
    SSH_PORTS: 22
    DNP3_PORTS: 20000
    MODBUS_PORTS: 502
    FILE_DATA_PORTS: "[$HTTP_PORTS,110,143]"
    FTP_PORTS: 21
    GENEVE_PORTS: 6081
    VXLAN_PORTS: 4789
    TEREDO_PORTS: 3544
default-log-dir: {folder}
classification-file: {classification}
mpm-algo: hs
spm-algo: hs
stats:
  enabled: no
outputs:
  - eve-log:
      enabled: yes
      filetype: regular
      filename: eve.json
      types:
        - alert
app-layer:
  protocols:
    http:
      enabled: yes
    tls:
      enabled: yes
    dns:
      tcp:
        enabled: yes
      udp:
        enabled: yes
    smb:
      enabled: yes
    smtp:
      enabled: yes
    ftp:
      enabled: yes
    ssh:
      enabled: yes
    nfs:
      enabled: yes
    tftp:
      enabled: yes
    krb5:
      enabled: yes
    snmp:
      enabled: yes
    ikev2:
      enabled: yes
    ntp:
      enabled: yes
    dhcp:
      enabled: yes
    sip:
      enabled: yes
    rdp:
      enabled: yes
    rfb:
      enabled: yes
    mqtt:
      enabled: yes
    imap:
      enabled: detection-only
    http2:
      enabled: yes
    quic:
      enabled: yes
    modbus:
      enabled: no
    dnp3:
      enabled: no
    enip:
      enabled: no
"""

# For captures: room enough that no table limits what it inspects. What is not named here has Suricata's own size.
ROOMY = """stream:
  memcap: 256mb
  checksum-validation: no
  reassembly:
    memcap: 1gb
    depth: 1mb
flow:
  memcap: 512mb
"""

# For a wire: the sizes that Suricata is shipped with; nothing is dropped but what a rule drops.
WIRE = """stream:
  memcap: 64mb
  checksum-validation: no
  reassembly:
    memcap: 256mb
    depth: 1mb
flow:
  memcap: 128mb
exception-policy: ignore
af-packet:
{interfaces}
threading:
  set-cpu-affinity: yes
  cpu-affinity:
    - management-cpu-set:
        cpu: [ {others} ]
    - receive-cpu-set:
        cpu: [ {core} ]
    - worker-cpu-set:
        cpu: [ {core} ]
        mode: exclusive
"""
INTERFACE = """  - interface: {name}
    copy-iface: {other}
    threads: 1
    cluster-id: {cluster}
    cluster-type: cluster_flow
    copy-mode: ips
    defrag: no
    use-mmap: yes
    tpacket-v3: no
"""


def of_captures(folder, classification):
    """For `-r`."""
    return (COMMON + ROOMY).format(folder=folder, classification=classification)


def of_wire(folder, classification, left, right, core, others):
    """For `--af-packet`: both directions between two interfaces, a thread each on one core, all others on another."""
    interfaces = (INTERFACE.format(name=left, other=right, cluster=98)
                  + INTERFACE.format(name=right, other=left, cluster=99))
    return (COMMON + WIRE).format(folder=folder, classification=classification, interfaces=interfaces, core=core,
                                  others=others)
