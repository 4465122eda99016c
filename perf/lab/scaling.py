"""Two cores against one: mode `shared`, a queue and a worker for each, over virtual devices.

    net_pcap0 queue 0 --> worker-0, core A --> net_pcap1 queue 0, which drops
    net_pcap0 queue 1 --> worker-1, core B --> net_pcap1 queue 1

The lab's other threads, and whatever the machine does besides, share these cores; so rates are by the workers' own
processor time, and what two threads that share nothing get out of the two cores is measured beside."""
import machine
from figures import spread
from machine import say

FLOWS, FRAME_BYTES = 100_000, 64
# Above this a line takes so long from core to core that the figure says more of the host's placement than of the program.
MOST_ROUND_TRIP_NS = 400
LEAST_BOTH = 1.8


def compare(lab):
    options = lab.options
    parts = [lab.ours.make_traffic(lab.work / f"udp-{FRAME_BYTES}-half-{part}.pcap", FRAME_BYTES, FLOWS // 2,
                                   first=part * FLOWS // 2) for part in (0, 1)]
    whole = lab.ours.make_traffic(lab.work / f"udp-{FRAME_BYTES}-{FLOWS}.pcap", FRAME_BYTES, FLOWS)
    nothing = lab.work / "nothing.pcap"
    nothing.write_bytes(whole.read_bytes()[:24])
    cores = f"{lab.core},{lab.other_core}"
    ratios, by_wall, gives, round_trips, one, two = [], [], [], [], [], []
    with machine.huge_pages():
        for turn in range(options.repeat):
            pair = lab.ours.run("CorePair", first=lab.core, second=lab.other_core)[1]
            single = lab.ours.forward(whole, "flow", lab.core, options.seconds, options.warmup,
                                      right=f"net_pcap1,rx_pcap={nothing}")
            both = lab.ours.forward(",".join(map(str, parts)), "flow", cores, options.seconds, options.warmup,
                                    right=f"net_pcap1,rx_pcap={nothing},rx_pcap={nothing}")
            gives.append(pair["both_ratio"])
            round_trips.append(pair["round_trip_ns"])
            one.append(per_cpu_s(single))
            two.append(per_cpu_s(both))
            ratios.append(two[-1] / one[-1])
            by_wall.append(both["frames"] / both["wall_ns"] / (single["frames"] / single["wall_ns"]))
            say(f"scaling {turn + 1}/{options.repeat}: {one[-1] / 1e6:.2f} Mframes/CPU-s on one core, {two[-1] / 1e6:.2f} on "
                f"two, x{ratios[-1]:.2f} (x{by_wall[-1]:.2f} by wall time); the machine gives two threads that share nothing "
                f"x{gives[-1]:.2f}, round trip between the cores {round_trips[-1]:.0f} ns")
        order = {mode: lab.ours.run("OrderRun", [lab.ours.dataplane, "-Xms768m", "-Xmx768m"], cores=cores, mode=mode)[1]
                 for mode in ("shared", "dedicated")}
    say(f"order: {order}")
    out_of_order = sum(each["reordered"] + each["missing"] for each in order.values())
    found = {"out_of_order": spread([out_of_order]), "speedup": spread(ratios),
             "speedup_by_wall_time": spread(by_wall), "machine_gives": spread(gives),
             "round_trip_ns": spread(round_trips), "frames_per_cpu_s": [spread(one), spread(two)], "order": order}
    gate = spread(round_trips)["median"] > MOST_ROUND_TRIP_NS or spread(gives)["median"] < LEAST_BOTH
    return found | {"machine_gives_both": not gate}


def per_cpu_s(run):
    """Frames a second of processor time, added up over the queues' workers."""
    return sum(queue["frames"] / queue["cpu_ns"] * 1e9 for queue in run["queues"])
