"""Forwarding over virtual devices: frames per second of the worker's processor time, against DPDK's own forwarder."""
import machine
import testpmd
from figures import ratio, spread
from machine import Skip, say


def case(mode, size):
    """The case of a mode (wire or flow) and a frame size."""
    return lambda lab: forwarding(lab, mode, size)


def forwarding(lab, mode, size):
    """Sluice against testpmd, in turn, on the same devices and the same capture."""
    options, forwarder = lab.options, lab.testpmd()
    capture = lab.ours.make_traffic(lab.work / f"udp-{size}-{options.flows}.pcap", size, options.flows)
    ours, theirs, wall, allocated = [], [], [], []
    with machine.huge_pages():
        for turn in range(options.repeat):
            limit = testpmd.run(forwarder, capture, lab.core, options.seconds)
            run = lab.ours.forward(capture, mode, lab.core, options.seconds, options.warmup)
            if run["dropped"] or run["failed"]:
                raise Skip(f"frames were lost: {run}")
            theirs.append(per_second(limit))
            ours.append(per_second(run))
            wall.append(run["frames"] / run["wall_ns"] / (limit["frames"] / limit["wall_ns"]))
            allocated.append(run["allocation"])
            say(f"{mode}{size} {turn + 1}/{options.repeat}: sluice {ours[-1] / 1e6:.2f}, testpmd {theirs[-1] / 1e6:.2f} "
                f"Mframes/CPU-s, ratio {ours[-1] / theirs[-1]:.3f}")
    ratios = ratio(ours, theirs)
    return {"ratio_to_testpmd": ratios["median"], "ratio": ratios, "sluice_frames_per_cpu_s": spread(ours),
            "testpmd_frames_per_cpu_s": spread(theirs), "ratio_by_wall_time": spread(wall),
            "frame_bytes": size, "flows": options.flows, "allocation": allocated}


def per_second(run):
    return run["frames"] / run["cpu_ns"] * 1e9
