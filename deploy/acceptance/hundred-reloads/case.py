#!/usr/bin/env python3
"""100 reloads under traffic: no datagram of a steady stream is lost; prints the longest gap, with and without reloads."""
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from bed import SERVER, Bed, case, require

RELOADS = 100
RATE = 1000


def rules(number):
    lines = [f'alert tcp any any -> any 80 (msg:"filler {i}"; content:"filler-{number % 7}-{i}-pattern"; sid:{2000000 + i};)'
             for i in range(200)]
    return "\n".join(lines) + "\n"


def body():
    with Bed(rules(0)) as bed:
        bed.serve("server", "echo", 7)
        quiet = bed.traffic("client", "probe", SERVER, 7, 5, RATE)
        require(quiet["lost"] == 0, f"lost without any reload: {quiet}")

        probe = bed.start_traffic("client", "probe", SERVER, 7, 300, RATE, bed.path("stop"))
        slowest = 0
        for number in range(1, RELOADS + 1):
            bed.write_rules(rules(number))
            answer = bed.reload()
            require(answer["applied"], f"reload {number}: {answer}")
            slowest = max(slowest, answer["adopt_ms"])
            require(probe.poll() is None, f"the probe ended before reload {number}")
        generation = answer["generation"]
        open(bed.path("stop"), "w").close()
        result = bed.finish_traffic(probe, 200)

        require(result["lost"] == 0, f"lost during {RELOADS} reloads: {result}")
        print(f"{RELOADS} reloads (generation {generation}, slowest adoption {slowest:.1f} ms): {result['sent']} datagrams "
              f"sent, {result['lost']} lost")
        print(f"longest gap between answers: {result['longest_gap_ms']} ms during reloads, {quiet['longest_gap_ms']} ms "
              f"without; median round trip {result['median_ms']} and {quiet['median_ms']} ms")


if __name__ == "__main__":
    case(body)
