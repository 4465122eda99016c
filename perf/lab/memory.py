"""Memory of the process that packets go through: after it has loaded the rules, and at its most under load."""
import json
import sys
import threading
import time
from pathlib import Path

import bed
import wires
from figures import ratio, spread
from machine import say

ENDS = Path(__file__).with_name("ends.py")
RATE, ROUNDS = 20_000, 3
SETTLE_S = 3
# As `suricata -k none`: the mix has frames that were captured before a network card put their checksums in.
NO_CHECKSUMS = "stream:\n  checksum-validation: no\n"


def compare(lab):
    """Both inline in turn between the same two ends, the same rules in force, the same frames sent at the same rate."""
    rules, capture, peer = lab.rules(), lab.capture(), lab.suricata()
    found = {"sluice": [], "suricata": []}
    with bed.Bed(lab.work) as between:
        for turn in range(lab.options.repeat_rules):
            for wire in (wires.SluiceWire(between, lab.work, rules, lab.core, lab.other_core, NO_CHECKSUMS),
                         wires.SuricataWire(between, lab.work, peer, rules, lab.core, lab.other_core)):
                with wire:
                    found[wire.name].append(measure(between, wire, capture, lab.other_core))
                    say(f"memory {turn + 1} {wire.name}: {found[wire.name][-1]}")
    ours, theirs = found["sluice"], found["suricata"]
    result = {"load_ratio": ratio(*column(ours, theirs, "loaded_kb")), "load": sides(ours, theirs, "loaded_kb"),
              "under_load_ratio": ratio(*column(ours, theirs, "most_kb")), "under_load": sides(ours, theirs, "most_kb"),
              "sluice_control_plane_kb": spread([each["control_kb"] for each in ours]),
              "forwarded_share": sides(ours, theirs, "forwarded_share"), "frames_per_s": RATE, "rounds": ROUNDS}
    both = [{"most_kb": each["most_kb"] + each["control_kb"]} for each in ours]
    result["under_load_ratio_with_control_plane"] = ratio(*column(both, theirs, "most_kb"))
    return result


def column(ours, theirs, name):
    return [each[name] for each in ours], [each[name] for each in theirs]


def sides(ours, theirs, name):
    mine, peers = column(ours, theirs, name)
    return {"sluice": spread(mine), "suricata": spread(peers)}


def measure(between, wire, capture, core):
    time.sleep(SETTLE_S)
    loaded = wire.memory()
    before = received(between)
    with Most(wire.memory_reader()) as most:
        sent = json.loads(between.run("client", "taskset", "-c", str(core), sys.executable, ENDS, "replay", "eth0", capture,
                                      RATE, ROUNDS, timeout=300))["sent"]
        time.sleep(SETTLE_S)
    control = wire.memory().get("control_plane", 0)
    return {"loaded_kb": loaded["data_plane"], "most_kb": most.value, "control_kb": control,
            "forwarded_share": round((received(between) - before) / sent, 4)}


def received(between):
    return json.loads(between.run("server", "ip", "-j", "-s", "link", "show", "eth0"))[0]["stats64"]["rx"]["packets"]


class Most(threading.Thread):
    """The largest value of a figure while a `with` statement lasts."""

    def __init__(self, read):
        super().__init__(daemon=True)
        self.read, self.value, self.over = read, 0, threading.Event()

    def run(self):
        while not self.over.wait(0.05):
            self.value = max(self.value, self.read())

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_):
        self.over.set()
        self.join()
        self.value = max(self.value, self.read())
