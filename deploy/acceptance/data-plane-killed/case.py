#!/usr/bin/env python3
"""kill -9 of the data plane under traffic: its supervisor starts it again, rules in force; prints the gap."""
import os
import signal
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from bed import SERVER, Bed, case, require

RULES = 'drop udp any any -> any 9 (msg:"acceptance: dropped"; content:"drop-me"; sid:1000005; rev:1;)\n'
MOST_SECONDS = 20


def body():
    with Bed(RULES, planes="run") as bed:
        bed.serve("server", "echo", 7)
        probe = bed.start_traffic("client", "probe", SERVER, 7, 30, 200)
        time.sleep(2)
        before = bed.stat()["pid"]

        os.kill(before, signal.SIGKILL)
        started = time.monotonic()
        bed.wait_for(bed.forwards, "forwarding again", bed.main, MOST_SECONDS)
        seconds = time.monotonic() - started
        bed.wait_for_rules(1)
        after = bed.stat()["pid"]
        result = bed.finish_traffic(probe)

        require(after != before, "the data plane is the same process as before")
        require(result["lost"] < result["sent"], f"nothing passed: {result}")
        require(result["longest_gap_ms"] < MOST_SECONDS * 1000, f"the gap was {result['longest_gap_ms']} ms")
        print(f"data plane killed: process {before} replaced by {after} after {seconds:.1f} s; gap "
              f"{result['longest_gap_ms']} ms, {result['lost']} of {result['sent']} datagrams lost")


if __name__ == "__main__":
    case(body)
