"""What pipeline threads allocate a packet, and how long the collector stops them: forwarding, and inspection with all rules."""
import machine
from figures import spread
from machine import say

FLOWS, FRAME_BYTES = 100_000, 64


def compare(lab):
    """Ours alone: the aim is nothing, so there is nothing to compare with."""
    options = lab.options
    capture = lab.ours.make_traffic(lab.work / f"udp-{FRAME_BYTES}-{FLOWS}.pcap", FRAME_BYTES, FLOWS)
    runs = {"forwarding": [], "inspection": []}
    for turn in range(options.repeat):
        with machine.huge_pages():
            runs["forwarding"].append(
                lab.ours.forward(capture, "flow", lab.core, options.seconds, options.warmup)["allocation"])
        runs["inspection"].append(lab.ours.inspect(lab.capture(), lab.rules(), lab.core, options.rounds,
                                                   options.warmup_rounds)[1]["allocation"])
        say(f"allocation {turn + 1}: " + "; ".join(f"{name} {each[-1]}" for name, each in runs.items()))
    all_runs = [run for each in runs.values() for run in each]
    return {name: spread([run["bytes_per_packet"] for run in each]) for name, each in runs.items()} | {
        "longest_pause_ms": spread([run["longest_pause_ms"] for run in all_runs]), "runs": runs}
