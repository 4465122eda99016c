"""Suricata 7 as the peer: found, or fetched from Debian's backports, and run over captures."""
import json
import os
import re
import shutil
import subprocess
import threading
import time
from pathlib import Path

from machine import Skip, root_folder, say

BACKPORTS = """# Added by Sluice's perf/compare, for Suricata 7.
Types: deb
URIs: {mirror}
Suites: bookworm-backports
Components: main
Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg
"""
SOURCE = Path("/etc/apt/sources.list.d/sluice-backports.sources")


def mirror():
    """The Debian mirror that this machine's apt uses already."""
    for file in [Path("/etc/apt/sources.list"), *sorted(Path("/etc/apt/sources.list.d").glob("*"))]:
        for line in file.read_text(errors="replace").splitlines() if file.is_file() else []:
            found = re.match(r"\s*(?:URIs:\s*|deb\s+(?:\[[^]]*\]\s*)?)(\S+/debian)/?(?:\s|$)", line)
            if found:
                return found[1]
    raise Skip("apt has no Debian mirror in its sources, so backports cannot be added: install suricata 7 by hand")


def text(*command):
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout


class Suricata:
    """An installed Suricata, or one unpacked into a folder of its own beside the system's libraries."""

    def __init__(self, program, environment):
        self.program, self.environment = program, environment
        build = self._run(["--build-info"])
        version = re.search(r"This is Suricata version (\S+)", build)
        if not version or not version[1].startswith("7."):
            raise Skip(f"{program} is not Suricata 7: {build.strip()[:200]}")
        self.version = version[1]
        self.hyperscan = "Hyperscan support:                      yes" in re.sub(r"\t", " ", build) or (
            re.search(r"Hyperscan support:\s+yes", build) is not None)
        self._loads = {}

    def _run(self, arguments):
        done = subprocess.run([self.program, *arguments], env=self.environment, capture_output=True, text=True)
        return done.stdout + done.stderr

    def describe(self):
        return f"Suricata {self.version}" + (", Hyperscan" if self.hyperscan else "")

    def read(self, capture, folder, rules=None, core=None, settings=()):
        """Runs over a capture; returns {cpu_s of all, packets_s of the threads that do not load rules, rss_kb, alerts by sid}."""
        folder.mkdir(parents=True, exist_ok=True)
        eve = folder / "eve.json"
        eve.unlink(missing_ok=True)
        config = folder / "suricata.yaml"
        config.write_text(CONFIG.format(folder=folder, classification=classification(folder, rules)))
        command = [self.program, "-c", str(config), "--runmode", "single", "-r", str(capture), "-l", str(folder),
                   "-k", "none"]
        command += ["-S", str(rules) if rules else "/dev/null"]
        for setting in settings:
            command += ["--set", setting]
        if core is not None and shutil.which("taskset"):
            command = ["taskset", "-c", str(core), *command]
        process = subprocess.Popen(command, env=self.environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                                   text=True)
        loading = MainThreadClock(process.pid)
        loading.start()
        output = process.stdout.read()
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        loading.join()
        if process.returncode != 0:
            raise Skip(f"suricata ended with {process.returncode}: {output.strip()[-400:]}")
        cpu = used.ru_utime + used.ru_stime
        return {"cpu_s": cpu, "packets_s": cpu - loading.ns / 1e9, "rss_kb": used.ru_maxrss,
                "alerts": count_alerts(eve)}


class MainThreadClock(threading.Thread):
    """Reads the processor time of the main thread, which loads the rules and then idles, until the process is gone."""

    def __init__(self, pid):
        super().__init__(daemon=True)
        self.schedstat, self.ns = Path(f"/proc/{pid}/task/{pid}/schedstat"), 0

    def run(self):
        try:
            while True:
                self.ns = int(self.schedstat.read_text().split()[0])
                time.sleep(0.02)
        except (OSError, IndexError):
            return


def count_alerts(eve):
    """{sid: alerts} of an EVE file."""
    alerts = {}
    if eve.exists():
        with eve.open() as lines:
            for line in lines:
                event = json.loads(line)
                if event.get("event_type") == "alert":
                    sid = event["alert"]["signature_id"]
                    alerts[sid] = alerts.get(sid, 0) + 1
    return alerts


def classification(folder, rules):
    beside = rules.parent / "classification.config" if rules else None
    if beside is not None and beside.exists():
        return beside
    empty = folder / "classification.config"
    empty.write_text("")
    return empty


def find():
    """The Suricata to compare with; fetches it where there is none. Raises Skip with the reason."""
    installed = shutil.which("suricata")
    if installed:
        return Suricata(installed, dict(os.environ))
    unpacked = root_folder() / "perf" / "target" / "suricata"
    if not (unpacked / "usr/bin/suricata").exists():
        fetch(unpacked)
    libraries = unpacked / "usr/lib/x86_64-linux-gnu"
    environment = dict(os.environ, LD_LIBRARY_PATH=str(libraries))
    return Suricata(str(unpacked / "usr/bin/suricata"), environment)


def fetch(unpacked):
    """Unpacks Debian's package and the libraries it lacks, without installing: its Hyperscan conflicts with Vectorscan."""
    if not shutil.which("apt-get"):
        raise Skip("no suricata on the PATH, and no apt-get to fetch it with")
    package = candidate()
    if package is None:
        if os.geteuid() != 0:
            raise Skip("no suricata on the PATH; adding bookworm-backports to apt's sources takes root")
        say(f"adding bookworm-backports to apt's sources ({SOURCE}) for Suricata 7")
        SOURCE.write_text(BACKPORTS.format(mirror=mirror()))
        subprocess.run(["apt-get", "update", "-q"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
        package = candidate()
        if package is None:
            raise Skip("apt has no Suricata 7, even with bookworm-backports")
    packages = missing_packages("suricata=" + package)
    say("fetching from Debian: " + " ".join(packages))
    debs = unpacked.parent / "debs"
    debs.mkdir(parents=True, exist_ok=True)
    done = subprocess.run(["apt-get", "download", "-q", *packages], cwd=debs, capture_output=True, text=True)
    if done.returncode != 0:
        raise Skip("apt-get download failed: " + done.stderr.strip()[-300:])
    for deb in sorted(debs.glob("*.deb")):
        subprocess.run(["dpkg-deb", "-x", str(deb), str(unpacked)], check=True)
    shutil.rmtree(debs)


def candidate():
    """Version of Suricata 7 that apt can get, or None."""
    versions = re.findall(r"^\s+(?:\*\*\* )?(\S*7\.\d\S*) \d+$", text("apt-cache", "policy", "suricata"), re.M)
    return versions[0] if versions else None


def missing_packages(first):
    """The package and all it depends on that is not installed."""
    wanted, queue = [], [first]
    while queue:
        package = queue.pop()
        if package in wanted:
            continue
        wanted.append(package)
        shown = text("apt-cache", "show", package).split("\n\n")[0]
        depends = re.search(r"^Depends: (.*)$", shown, re.M)
        for alternatives in depends[1].split(", ") if depends else []:
            names = [re.match(r"[^\s(:]+", each)[0] for each in alternatives.split(" | ")]
            if names[0].startswith(("lib", "dpdk")) and not any(is_enough(each) for each in alternatives.split(" | ")):
                version = re.search(r"\(>= (\S*bpo\S*)\)", alternatives)
                queue.append(names[0] + ("/bookworm-backports" if version else ""))
    return wanted


def is_enough(dependency):
    """Whether an installed package satisfies one alternative of a Depends line."""
    name, least = re.match(r"([^\s(:]+)(?::\w+)?(?: \(>= (\S+)\))?", dependency).groups()
    have = subprocess.run(["dpkg-query", "-W", "-f", "${db:Status-Status} ${Version}", name],
                          capture_output=True, text=True).stdout.split()
    if len(have) != 2 or have[0] != "installed":
        return False
    return least is None or subprocess.run(["dpkg", "--compare-versions", have[1], "ge", least]).returncode == 0


# A clean configuration: every protocol on, alerts alone, Suricata's own defaults for what is not named.
CONFIG = """%YAML 1.1
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
stream:
  memcap: 256mb
  checksum-validation: no
  reassembly:
    memcap: 1gb
    depth: 1mb
flow:
  memcap: 512mb
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
