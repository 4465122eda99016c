"""Events: 200,000 alerts a second through the cnc directory into the journal, and what that costs the pipeline.

    net_pcap (infinite_rx) -> data plane -> net_null        one worker, pinned
                                 | event ring
                              control plane -> journal

Both planes are `sluice run`. The traffic is always the same; a reload decides whether a rule alerts on a part of the flows
or on none, so that one process shows both rates."""
import contextlib
import ipaddress
import json
import os
import shutil
import statistics
import subprocess
import time
from pathlib import Path

import machine
import sluice
from figures import ratio, spread
from machine import Skip, root_folder, say
from opened import Opened

WANTED = 200_000
FLOWS, FRAME_BYTES = 100_000, 512
CLIENTS = ipaddress.ip_address("10.0.0.1")
# dsize is a matter of each packet: a rule about ends alone is asked once a flow.
QUIET = 'alert udp 192.0.2.1 any -> any 8000 (msg:"lab: nobody"; dsize:>0; sid:9100001;)\n'
RING = "128mb"
START_SECONDS = 60
CALIBRATE_S, MEASURE_S, ALERT_S = 5, 10, 30
# What the rate of alerts is set above the wanted one, so that a slower moment does not fall below it.
MARGIN = 1.05


def compare(lab):
    """The pipeline's rate by processor time without alerts and with, in turn; what was lost on the way to the journal."""
    capture = lab.ours.make_traffic(lab.work / f"udp-{FRAME_BYTES}-{FLOWS}-shuffled.pcap", FRAME_BYTES, FLOWS,
                                    shuffled="true")
    quiet, busy = [], []
    with machine.huge_pages(), Planes(lab, capture) as planes:
        planes.watch(CALIBRATE_S)
        share = calibrate(planes)
        alerting = alerting_flows(share)
        for turn in range(lab.options.repeat):
            planes.reload(QUIET)
            quiet.append(planes.watch(MEASURE_S))
            planes.reload(alerting)
            busy.append(planes.watch(ALERT_S))
            say(f"events {turn + 1}: {alerts(busy[-1]):,.0f} alerts/s, lost {lost(busy[-1])}; pipeline "
                f"{cpu_rate(busy[-1]) / 1e6:.3f} Mframes/CPU-s with them, {cpu_rate(quiet[-1]) / 1e6:.3f} without")
        planes.reload(QUIET)
        written = planes.settled()
        journal = planes.journal
        planes.stop()
        kept = lab.ours.run("JournalCount", journal=journal)[1]
    return result(quiet, busy, written, kept)


def calibrate(planes):
    """The share of the flows that gives the wanted rate of alerts, what these cost the pipeline included."""
    share = WANTED * MARGIN / rate(planes.watch(CALIBRATE_S))
    planes.reload(alerting_flows(share))
    return share * WANTED * MARGIN / alerts(planes.watch(CALIBRATE_S))


def result(quiet, busy, written, kept):
    rates = spread([alerts(each) for each in busy])
    pipeline = ratio([cpu_rate(each) for each in busy], [cpu_rate(each) for each in quiet])
    return {"alerts_per_s": rates, "alerts_ratio": spread([each / WANTED for each in rates["values"]]),
            "pipeline_ratio": pipeline, "frames_per_cpu_s": [spread([cpu_rate(each) for each in quiet]),
                                                             spread([cpu_rate(each) for each in busy])],
            "lost": spread([lost(each) for each in busy]), "seconds": ALERT_S, "event_ring": RING,
            "journal": kept, "events_written": written["events.written"], "events_lost": written.get("events.lost", 0),
            "missing": max(0, written["events.written"] - kept["alerts"] - kept["others"]) + kept["holes"],
            "ns_per_alert": statistics.median(cost(q, b) for q, b in zip(quiet, busy))}


def alerting_flows(share):
    """A rule that alerts on that share of the flows: clients from the first on, as one address range."""
    last = CLIENTS + max(1, round(FLOWS * share)) - 1
    return f'alert udp [{CLIENTS}-{last}] any -> any 8000 (msg:"lab: alert"; dsize:>0; sid:9100002;)\n'


def frames(sample):
    return sum(value for name, value in sample["counters"].items()
               if name.startswith("pipeline.lab.left") and name.endswith(".received_frames"))


def rate(sample):
    return frames(sample) / sample["wall_ns"] * 1e9


def cpu_rate(sample):
    return frames(sample) / sample["cpu_ns"] * 1e9


def alerts(sample):
    return sample["counters"].get("events.written", 0) / sample["wall_ns"] * 1e9


def lost(sample):
    return sample["counters"].get("events.lost", 0)


def cost(quiet, busy):
    """What an alert takes of the worker's time, in ns."""
    return (busy["cpu_ns"] - frames(busy) / cpu_rate(quiet) * 1e9) / max(1, busy["counters"].get("events.written", 0))


class Planes(Opened):
    """`sluice run` between virtual devices, in a folder of its own. Use it in a `with` statement."""

    def __init__(self, lab, capture):
        self.lab, self.capture = lab, capture
        self.folder = lab.work / "planes"
        self.cnc = Path("/dev/shm") / f"sluice-lab-events-{os.getpid()}"
        self.journal = self.folder / "journal"
        self.launcher = root_folder() / "deploy/bin/sluice"
        self.process = None

    def _open(self):
        self.folder.mkdir()
        (self.folder / "lab.rules").write_text(QUIET)
        (self.folder / "sluice.yaml").write_text(self._configuration())
        command = [self.launcher, "run", "-c", self.folder / "sluice.yaml"]
        if shutil.which("taskset"):
            command = ["taskset", "-c", str(self.lab.other_core), *command]
        with (self.folder / "log").open("w") as log:
            self.process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT,
                                            start_new_session=True)
        end = time.monotonic() + START_SECONDS
        while not self.totals().get("detect.generation"):
            if self.process.poll() is not None or time.monotonic() > end:
                raise Skip("sluice did not start: " + (self.folder / "log").read_text(errors="replace")[-600:])

    def close(self):
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)
        shutil.rmtree(self.cnc, ignore_errors=True)

    def stop(self):
        """Ends both planes; what they wrote stays until the end."""
        if self.process is None:
            return
        self.process.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(30)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, 9)
        self.process.wait()
        self.process = None

    def _configuration(self):
        return f"""\
wires:
  - name: lab
    left: net_pcap0,rx_pcap={self.capture},infinite_rx=1
    right: net_null0,no-rx=1
threading:
  cores: [{self.lab.core}]
  idle-strategy: busy-spin
eal:
  buffers-per-port: 131071
default-rule-path: {self.folder}
rule-files: [lab.rules]
state-directory: {self.folder}/state
default-log-dir: {self.folder}
journal:
  directory: {self.journal}
outputs:
  eve-log:
    enabled: no
cnc:
  directory: {self.cnc}
  event-ring-size: {RING}
metrics:
  enabled: no
"""

    def reload(self, rules):
        sluice.reload(self.cnc, self.folder / "lab.rules", rules.encode())

    def watch(self, seconds):
        return self.lab.ours.run("EventWatch", ["-Xmx64m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"], cnc=self.cnc,
                                 seconds=seconds)[1]

    def totals(self):
        done = subprocess.run([self.launcher, "stat", "--json", "-c", self.folder / "sluice.yaml"], capture_output=True,
                              text=True)
        return json.loads(done.stdout)["counters"] if done.returncode == 0 else {}

    def settled(self):
        """The counters when no event is on its way any more."""
        before, now = {}, self.totals()
        while now.get("events.written") != before.get("events.written"):
            time.sleep(2)
            before, now = now, self.totals()
        return now
