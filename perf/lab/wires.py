"""What a bed's wire can be: the kernel's bridge, Sluice, Suricata. Each is put on in a `with` statement, one at a time.

Sluice's pipeline thread and Suricata's packet threads have one core to themselves; all their other threads share the other
core with the ends of the wire."""
import contextlib
import json
import shutil
import signal
import time
from pathlib import Path

import bed as beds
import sluice
import suricata_config
from machine import Skip, descendants, memory_kb, root_folder
from opened import Opened
from suricata import classification

START_SECONDS = 120
RELOAD_SECONDS = 120


class Bridge(Opened):
    """The kernel's bridge: what a wire costs that looks at nothing."""
    name = "bridge"

    def __init__(self, bed):
        self.bed = bed

    def _open(self):
        for family in ("ip", "ip6", "arp"):
            self.bed.run("wire", "sysctl", "-qw", f"net.bridge.bridge-nf-call-{family}tables=0", check=False)
        self.bed.run("wire", "ip", "link", "add", "br0", "mtu", str(beds.MTU), "type", "bridge", "forward_delay", "0")
        for end in ("left", "right"):
            self.bed.run("wire", "ip", "link", "set", end, "master", "br0")
        self.bed.run("wire", "ip", "link", "set", "br0", "up")
        end = time.monotonic() + 10
        while not self.bed.passes():
            if time.monotonic() > end:
                raise Skip("nothing passes the kernel's bridge")

    def close(self):
        self.bed.run("wire", "ip", "link", "del", "br0", check=False)

    def dropped(self):
        return None


class Program(Opened):
    """A program on the bed's wire, its files in a folder that goes with it."""

    def __init__(self, bed, folder, rules, core, others):
        """rules: a file, copied, so that a reload can change it. core: of its packet thread; others: of its others."""
        self.bed, self.folder, self.source, self.core, self.others = bed, folder, rules, core, others
        self.process = None

    def _open(self):
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        self._start()

    def _start(self):
        """Writes its files, starts it as `self.process` and waits until it forwards with its rules in force."""
        raise NotImplementedError

    def close(self):
        if self.process:
            beds.stop(self.process)
        shutil.rmtree(self.folder, ignore_errors=True)


class SluiceWire(Program):
    """Both planes of Sluice as `sluice run` starts them, settings as shipped but for those given."""
    name = "sluice"

    def __init__(self, bed, work, rules=None, core=1, others=0, settings="", idle="backoff"):
        """settings: more lines of configuration. idle: what the pipeline thread does when there is nothing to do."""
        super().__init__(bed, Path(work) / "sluice", rules, core, others)
        self.cnc = Path("/dev/shm") / f"sluice-lab-{bed.namespaces['wire']}"
        self.rules = self.folder / "rules" / "lab.rules"
        self.settings, self.idle = settings, idle
        self.launcher = root_folder() / "deploy/bin/sluice"

    def _start(self):
        self.rules.parent.mkdir()
        if self.source:
            shutil.copy(self.source, self.rules)
            with contextlib.suppress(FileNotFoundError):
                shutil.copy(Path(self.source).parent / "classification.config", self.rules.parent)
        (self.folder / "sluice.yaml").write_text(self._configuration())
        self.process = self.bed.spawn("wire", self.launcher, "run", "-c", self.folder / "sluice.yaml", core=self.others)
        self.bed.wait_for(self.bed.passes, "sluice", self.process, START_SECONDS)
        if self.source:
            self.bed.wait_for(self._in_force, "sluice's rules", self.process, START_SECONDS)

    def close(self):
        super().close()
        shutil.rmtree(self.cnc, ignore_errors=True)

    def _configuration(self):
        ends = {n: f"net_af_packet{n},iface={end},framesz=2048,blocksz=65536,framecnt=2048"
                for n, end in enumerate(("left", "right"))}
        return f"""\
wires:
  - name: lab
    left: {ends[0]}
    right: {ends[1]}
threading:
  cores: [{self.core}]
  idle-strategy: {self.idle}
default-rule-path: {self.rules.parent}
rule-files: [{self.rules.name if self.source else ""}]
rules:
  skip-bad: yes
state-directory: {self.folder}/state
default-log-dir: {self.folder}/log
journal:
  directory: {self.folder}/journal
cnc:
  directory: {self.cnc}
metrics:
  enabled: no
{self.settings}
"""

    def _in_force(self):
        return self.counters().get("detect.generation", 0) > 0

    def stat(self):
        return json.loads(self.bed.run("wire", self.launcher, "stat", "--json", "-c", self.folder / "sluice.yaml"))

    def counters(self):
        try:
            return self.stat()["counters"]
        except Skip:
            return {}

    def dropped(self):
        """Frames that it dropped by reason."""
        return {name: value for name, value in self.counters().items() if name.startswith("ips.drop_reason.")}

    def memory(self):
        """KiB of {data_plane, control_plane} now."""
        data = self.stat()["pid"]
        family = [pid for pid in descendants(self.process.pid) if Path(f"/proc/{pid}/comm").read_text().strip() == "java"]
        return {"data_plane": memory_kb(data),
                "control_plane": sum(memory_kb(pid) for pid in family if pid != data)}

    def memory_reader(self):
        """A function that gives the packet process's memory in KiB, quickly."""
        data = self.stat()["pid"]
        return lambda: memory_kb(data)

    def reload(self, rules):
        """Has other rules loaded; returns when they are in force."""
        sluice.reload(self.cnc, self.rules, Path(rules).read_bytes())


class SuricataWire(Program):
    """Suricata between two af_packet interfaces, copy-mode ips, workers."""
    name = "suricata"

    def __init__(self, bed, work, suricata, rules=None, core=1, others=0):
        super().__init__(bed, Path(work) / "suricata", rules, core, others)
        self.suricata = suricata
        self.rules = self.folder / "lab.rules"

    def _start(self):
        self.rules.write_text("")
        if self.source:
            shutil.copy(self.source, self.rules)
        config = self.folder / "suricata.yaml"
        config.write_text(suricata_config.of_wire(self.folder, classification(self.folder, self.source), "left", "right",
                                                  self.core, self.others))
        self.process = self.bed.spawn("wire", self.suricata.program, "-c", config, "--af-packet", "--runmode", "workers",
                                      "-l", self.folder, "-k", "none", "-S", self.rules, core=f"{self.core},{self.others}",
                                      environment=self.suricata.environment)
        self.bed.wait_for(lambda: "Engine started" in self._log(), "suricata", self.process, START_SECONDS)
        self.bed.wait_for(self.bed.passes, "suricata", self.process, START_SECONDS)

    def _log(self):
        return self.process.log.read_text(errors="replace")

    def dropped(self):
        """Not known: its counters are written every eight seconds, and off here."""
        return None

    def memory(self):
        """KiB of {data_plane} now: its one process is both planes."""
        return {"data_plane": memory_kb(self.process.pid)}

    def memory_reader(self):
        return lambda: memory_kb(self.process.pid)

    def reload(self, rules):
        """Has other rules loaded; returns when they are in force."""
        done = self._log().count("rule reload complete")
        shutil.copy(rules, self.rules.with_name("next"))
        self.rules.with_name("next").rename(self.rules)
        self.process.send_signal(signal.SIGUSR2)
        self.bed.wait_for(lambda: self._log().count("rule reload complete") > done, "suricata's reload", self.process,
                          RELOAD_SECONDS)
