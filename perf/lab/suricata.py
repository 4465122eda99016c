"""Suricata 7 as the peer, run over captures; on a wire it is `wires.SuricataWire`."""
import json
import os
import re
import shutil
import subprocess
import threading
import time
from pathlib import Path

import suricata_config
import suricata_package
from machine import Skip


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
        config.write_text(suricata_config.of_captures(folder, classification(folder, rules)))
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
    return Suricata(*suricata_package.find())
