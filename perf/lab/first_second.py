"""The first second of a wire: traffic is waiting when the links open, at half the rate that a warm wire loses nothing of."""
import json
import subprocess
import time

import bed
import wires
from figures import spread
from machine import Skip, say

PORT = 9001
RATES = (40_000, 60_000, 80_000, 100_000, 120_000, 140_000, 160_000, 200_000, 240_000, 280_000)
TRIAL_S, WARM_S, AFTER_S, LONGEST_S = 2, 3, 3, 120
REAL_TIME = 50


def compare(lab):
    """Loss among what was sent in the first second after a frame came through, of a wire newly opened each turn."""
    lost, received, zero_loss = [], [], []
    with bed.Bed(lab.work) as between:
        know_each_other(between)
        for turn in range(lab.options.repeat):
            zero_loss.append(zero_loss_rate(lab, between))
            with Ends(lab, between, zero_loss[-1] // 2) as ends:
                time.sleep(WARM_S)
                with a_wire(lab, between):
                    time.sleep(AFTER_S)
                    found = ends.finish()
            lost.append(found["lost_in_first_second"])
            received.append(found["first_second"])
            say(f"first second {turn + 1}: {lost[-1]} lost of {zero_loss[-1] // 2}; a warm wire loses nothing of "
                f"{zero_loss[-1]:,} a second; {found}")
    return {"lost": spread(lost), "received": spread(received), "zero_loss_per_s": spread(zero_loss)}


def a_wire(lab, between):
    return wires.SluiceWire(between, lab.work, None, lab.core, lab.other_core, idle="busy-spin")


def zero_loss_rate(lab, between):
    """The highest of some rates of which a wire that is warm loses nothing in some seconds."""
    best = 0
    with a_wire(lab, between):
        for rate in (RATES[0], *RATES):
            with Ends(lab, between, rate) as ends:
                time.sleep(TRIAL_S)
                found = ends.finish()
            if rate == RATES[0] and best == 0:
                best = 1                      # The first is for warmth.
            elif found["lost_since_opened"]:
                break
            else:
                best = rate
    if best < RATES[0]:
        raise Skip(f"a warm wire loses some of {RATES[0]:,} datagrams a second: the machine is too busy")
    return best


def know_each_other(between):
    """Neighbours by hand: nobody can ask for an address while no wire is there."""
    for where, other, address in (("client", "server", bed.SERVER), ("server", "client", bed.CLIENT)):
        mac = json.loads(between.run(other, "ip", "-j", "link", "show", "eth0"))[0]["address"]
        between.run(where, "ip", "neigh", "replace", address, "lladdr", mac, "dev", "eth0", "nud", "permanent")


class Ends:
    """A source and a sink of numbered datagrams at a high rate. Use it in a `with` statement."""

    def __init__(self, lab, between, rate):
        self.lab, self.between, self.rate = lab, between, rate
        self.stop = lab.work / "stop"
        self.processes = []

    def __enter__(self):
        self.stop.unlink(missing_ok=True)
        self.sink = self._start("server", role="sink")
        self.between.wait_for(lambda: "listening" in self.sink.log.read_text(), "the datagrams' sink", self.sink, 20)
        self.source = self._start("client", role="source", host=bed.SERVER, seconds=LONGEST_S)
        self.between.wait_for(lambda: True, "the datagrams' source", self.source, 20)
        time.sleep(1)
        return self

    def _start(self, where, **options):
        command = self.lab.ours.command("DatagramRun", ["-Xms64m", "-Xmx64m", "-XX:+UseSerialGC"], port=PORT, rate=self.rate,
                                        stop=self.stop, **options)
        process = self.between.spawn(where, *command, core=self.lab.other_core, priority=REAL_TIME)
        self.processes.append(process)
        return process

    def finish(self):
        """Ends both; what the sink found."""
        self.stop.touch()
        try:
            for process in (self.source, self.sink):
                process.wait(30)
            return json.loads(self.sink.log.read_text().strip().splitlines()[-1])
        except (subprocess.TimeoutExpired, IndexError, json.JSONDecodeError) as nothing:
            raise Skip(f"the datagrams' ends did not finish: {self.sink.log.read_text()[-300:]}") from nothing

    def __exit__(self, *_):
        for process in self.processes:
            bed.stop(process)
