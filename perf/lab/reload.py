"""Rules reloaded on a live wire: what is lost, how long the worst datagram takes, and whether the memory comes back."""
import time

import bed
import growth
import wires
from figures import ratio, spread
from inline import Datagrams
from machine import say

SETTLE_S, RELOADS = 5, 2
LONGEST_S = 600
# A reload in which one rule of so many is gone: nearly every group is as it was, none can be taken over unlooked at.
LEFT_OUT = 40


def compare(lab):
    """Sluice and Suricata in turn, ET Open in force, a steady stream of datagrams through each."""
    rules, peer = lab.rules(), lab.suricata()
    lines = growth.rule_lines(rules)
    other = rules_beside(rules, [line for i, line in enumerate(lines) if i % LEFT_OUT], lab.work / "other-rules")
    found = {"sluice": [], "suricata": []}
    with bed.Bed(lab.work) as between:
        for turn in range(lab.options.repeat_rules):
            for wire in (wires.SluiceWire(between, lab.work, rules, lab.core, lab.other_core, idle="busy-spin"),
                         wires.SuricataWire(between, lab.work, peer, rules, lab.core, lab.other_core)):
                with wire:
                    found[wire.name].append(measure(lab, between, wire, [other, rules]))
                    say(f"reload {turn + 1} {wire.name}: {found[wire.name][-1]}")
    ours, theirs = found["sluice"], found["suricata"]
    return {"lost": spread([each["reloading"]["lost"] for each in ours]),
            "worst_latency_ratio": ratio([each["reloading"]["worst_us"] for each in ours],
                                         [each["quiet"]["worst_us"] for each in ours]),
            "memory_ratio": ratio([each["memory_after"]["data_plane"] for each in ours],
                                  [each["memory_before"]["data_plane"] for each in ours]),
            "suricata_lost": spread([each["reloading"]["lost"] for each in theirs]),
            "suricata_worst_latency_ratio": ratio([each["reloading"]["worst_us"] for each in theirs],
                                                  [each["quiet"]["worst_us"] for each in theirs]),
            "suricata_memory_ratio": ratio([each["memory_after"]["data_plane"] for each in theirs],
                                           [each["memory_before"]["data_plane"] for each in theirs]),
            "turns": found, "reloads": RELOADS}


def rules_beside(rules, lines, folder):
    folder.mkdir(exist_ok=True)
    (folder / "lab.rules").write_text("".join(lines))
    return folder / "lab.rules"


def measure(lab, between, wire, others):
    """The stream with reloads, as often as set, and without, for as long; memory before and after."""
    time.sleep(SETTLE_S)
    before = wire.memory()
    stop = lab.work / "stop"
    stop.unlink(missing_ok=True)
    took = []
    with Datagrams(between, lab.other_core, stop) as stream:
        stream.start(LONGEST_S)
        started = time.monotonic()
        for number in range(RELOADS):
            begun = time.monotonic()
            wire.reload(others[number % len(others)])
            took.append(round(time.monotonic() - begun, 1))
            time.sleep(1)
        seconds = time.monotonic() - started
        stop.touch()
        reloading = stream.finish()
    with Datagrams(between, lab.other_core) as stream:
        stream.send(seconds)
        quiet = stream.finish()
    time.sleep(SETTLE_S)
    return {"reloading": reloading, "quiet": quiet, "memory_before": before, "memory_after": wire.memory(),
            "reload_s": took}
