"""Inline between two ends over veth: added latency and the rate of TCP, with the kernel's bridge as the base."""
import json
import statistics
import sys
import time
from pathlib import Path

import bed
import wires
from figures import ratio, spread
from machine import Skip, program, say

ENDS = Path(__file__).with_name("ends.py")
PORT = 9000
RATE, SECONDS, WINDOWS, WARM_S = 1_000, 5, 3, 5
BULK_S = 5
REAL_TIME = 50                 # priority of the ends' programs, so that what they wait for is the wire


def latency(with_rules):
    """The case: one-way latency of datagrams at a fixed rate, in turn over the bridge, Sluice and Suricata."""
    return lambda lab: added_latency(lab, lab.rules() if with_rules else None)


def bulk(with_rules):
    """The case: what one TCP connection carries, in turn over the bridge, Sluice and Suricata."""
    return lambda lab: tcp_rates(lab, lab.rules() if with_rules else None)


def each_in_turn(lab, rules, measure):
    """{wire's name: [measurement of each turn]}. Sluice is there as it is set for a core of its own, and as shipped."""
    peer = lab.suricata()
    found = {}
    with bed.Bed(lab.work) as between:
        for turn in range(lab.options.repeat_rules if rules else lab.options.repeat):
            for name, wire in {
                    "bridge": wires.Bridge(between),
                    "sluice": wires.SluiceWire(between, lab.work, rules, lab.core, lab.other_core, idle="busy-spin"),
                    "suricata": wires.SuricataWire(between, lab.work, peer, rules, lab.core, lab.other_core),
                    "sluice_as_shipped": wires.SluiceWire(between, lab.work, rules, lab.core, lab.other_core)}.items():
                with wire:
                    found.setdefault(name, []).append(measure(between, wire, lab.other_core))
                    say(f"{measure.__name__} {'with' if rules else 'without'} rules {turn + 1} {name}: {found[name][-1]}")
    return found


def added_latency(lab, rules):
    found = each_in_turn(lab, rules, one_way)
    result = {name: {key: spread([each[key] for each in turns]) for key in ("median_us", "p999_us", "worst_us", "lost")}
              for name, turns in found.items()}
    for key in ("median_us", "p999_us"):
        ours, theirs = added(found, "sluice", key), added(found, "suricata", key)
        if min(theirs) <= 0:
            raise Skip(f"the bridge was slower than suricata ({key} added: {theirs}): the machine is too busy to tell")
        shipped = added(found, "sluice_as_shipped", key)
        result[f"{key}_added"] = {"sluice": spread(ours), "suricata": spread(theirs), "sluice_as_shipped": spread(shipped)}
        result[f"{key}_ratio"] = ratio(ours, theirs)
        result[f"{key}_ratio_as_shipped"] = ratio(shipped, theirs)
    return result | {"datagrams_per_s": RATE, "seconds": SECONDS * WINDOWS}


def added(found, name, key):
    """What a wire adds to the bridge's latency, turn by turn, in us."""
    return [each[key] - base[key] for each, base in zip(found[name], found["bridge"])]


def one_way(between, wire, core):
    """Datagrams from client to server at a fixed rate; the first seconds are not counted. Medians of some windows, so that
    a moment in which the machine stood still does not decide."""
    datagrams(between, core, WARM_S)
    windows = [datagrams(between, core, SECONDS) for _ in range(WINDOWS)]
    return {key: statistics.median(each[key] for each in windows) for key in ("median_us", "p99_us", "p999_us", "worst_us")} \
        | {"lost": sum(each["lost"] for each in windows), "late_ms": max(each["late_ms"] for each in windows)}


def datagrams(between, core, seconds):
    with Datagrams(between, core) as probe:
        probe.send(seconds)
        return probe.finish()


class Datagrams:
    """A numbered stream of datagrams from client to server. Use it in a `with` statement."""

    def __init__(self, between, core, stop=None):
        self.between, self.core, self.stop = between, core, stop
        self.source = None

    def __enter__(self):
        self.sink = self.between.spawn("server", sys.executable, ENDS, "sink", PORT, core=self.core, priority=REAL_TIME)
        self.between.wait_for(lambda: "listening" in self.sink.log.read_text(), "the datagrams' sink", self.sink, 15)
        return self

    def start(self, seconds):
        """Begins to send."""
        more = [self.stop] if self.stop else []
        self.source = self.between.spawn("client", sys.executable, ENDS, "source", bed.SERVER, PORT, RATE, seconds, *more,
                                         core=self.core, priority=REAL_TIME)

    def send(self, seconds):
        """Sends to the end."""
        self.start(seconds)
        self.source.wait(seconds + 30)

    def finish(self):
        """What arrived, and what did not."""
        self.source.wait(60)
        sent = last_line(self.source)
        time.sleep(0.5)
        self.sink.terminate()
        self.sink.wait(10)
        found = last_line(self.sink)
        return found | {"sent": sent["sent"], "late_ms": sent["late_ms"], "lost": sent["sent"] - found["received"]}

    def __exit__(self, *_):
        for process in (self.source, self.sink):
            if process is not None:
                bed.stop(process)


def last_line(process):
    text = process.log.read_text(errors="replace").strip()
    try:
        return json.loads(text.splitlines()[-1])
    except (IndexError, json.JSONDecodeError) as nothing:
        raise Skip(f"an end of the wire said: {text[-400:]}") from nothing


def tcp_rates(lab, rules):
    program("iperf3")
    found = each_in_turn(lab, rules, tcp)
    rates = {name: spread([each["megabits_per_s"] for each in turns]) for name, turns in found.items()}
    return {"ratio_to_suricata": ratio(rates["sluice"]["values"], rates["suricata"]["values"])["median"],
            "ratio": ratio(rates["sluice"]["values"], rates["suricata"]["values"]),
            "dropped": {name: [each["dropped"] for each in turns] for name, turns in found.items()},
            "ratio_as_shipped": ratio(rates["sluice_as_shipped"]["values"], rates["suricata"]["values"]),
            "ratio_to_bridge": ratio(rates["sluice"]["values"], rates["bridge"]["values"]), "megabits_per_s": rates,
            "seconds": BULK_S}


def tcp(between, wire, core):
    """One connection of iperf3 from client to server; its first second is not counted."""
    server = between.spawn("server", "iperf3", "-s", "-1", "--forceflush", "-p", PORT, core=core)
    between.wait_for(lambda: "listening" in server.log.read_text(), "iperf3's server", server, 15)
    text = between.run("client", "taskset", "-c", core, "iperf3", "-c", bed.SERVER, "-p", PORT, "-t", BULK_S, "-O", 1, "-J",
                       check=False, timeout=BULK_S + 60)
    bed.stop(server)
    found = json.loads(text)
    if "error" in found:
        raise Skip(f"iperf3: {found['error']}")
    return {"megabits_per_s": round(found["end"]["sum_received"]["bits_per_second"] / 1e6, 1),
            "retransmits": found["end"]["sum_sent"]["retransmits"], "dropped": wire.dropped()}
