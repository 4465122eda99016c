"""What is compared. Each case runs both sides in turn, a number of times, and gives one result."""
import statistics
import struct
from pathlib import Path

from machine import Skip, say

HOUR_S = 3600


def spread(values):
    return {"min": min(values), "median": statistics.median(values), "max": max(values), "values": values}


def ratio(ours, theirs):
    """Ratio pair by pair, so that what the machine does to both cancels out."""
    return spread([a / b for a, b in zip(ours, theirs)])


def forwarding(sluice, testpmd, options, mode, size):
    """Frames per second of the worker's processor time: Sluice against testpmd, in turn."""
    capture = sluice.make_traffic(options.work / f"udp-{size}-{options.flows}.pcap", size, options.flows)
    ours, theirs, wall = [], [], []
    for turn in range(options.repeat):
        limit = testpmd.run(options.testpmd, capture, options.core, options.seconds)
        run = sluice.forward(capture, mode, options.core, options.seconds, options.warmup)
        if run["dropped"] or run["failed"]:
            raise Skip(f"frames were lost: {run}")
        theirs.append(per_second(limit))
        ours.append(per_second(run))
        wall.append(run["frames"] / run["wall_ns"] / (limit["frames"] / limit["wall_ns"]))
        say(f"{mode}{size} {turn + 1}/{options.repeat}: sluice {ours[-1] / 1e6:.2f}, testpmd {theirs[-1] / 1e6:.2f} "
            f"Mframes/CPU-s, ratio {ours[-1] / theirs[-1]:.3f}")
    ratios = ratio(ours, theirs)
    return {"ratio_to_testpmd": ratios["median"], "ratio": ratios, "sluice_frames_per_cpu_s": spread(ours),
            "testpmd_frames_per_cpu_s": spread(theirs), "ratio_by_wall_time": spread(wall),
            "frame_bytes": size, "flows": options.flows}


def per_second(run):
    return run["frames"] / run["cpu_ns"] * 1e9


def inspection(sluice, suricata, options, rules):
    """Packets per second of the packet thread's processor time over a real mix."""
    rounds = repeated(options.capture, options.work / f"{options.capture.stem}-x{options.rounds}.pcap", options.rounds)
    one = first_packet(options.capture, options.work / f"{options.capture.stem}-1.pcap")
    folder = options.work / ("suricata-rules" if rules else "suricata")
    ours, theirs, alerts, shares = [], [], None, []
    for turn in range(options.repeat if not rules else options.repeat_rules):
        measured, result = sluice.inspect(options.capture, rules, options.core, options.rounds, options.warmup_rounds)
        ours += [statistics.median(frames / ns * 1e9 for frames, ns in measured)]
        start = suricata.read(one, folder, rules, options.core) if turn == 0 else start
        peer = suricata.read(rounds[0], folder, rules, options.core)
        theirs.append(rounds[1] / max(peer["packets_s"] - start["packets_s"], 1e-9))
        say(f"inspection {'with rules' if rules else 'without rules'} {turn + 1}: sluice {ours[-1] / 1e3:.0f}, "
            f"suricata {theirs[-1] / 1e3:.0f} kpackets/CPU-s, ratio {ours[-1] / theirs[-1]:.2f}")
        alerts = compare_alerts(result, peer["alerts"], options)
    ratios = ratio(ours, theirs)
    found = {"ratio_to_suricata": ratios["median"], "ratio": ratios, "sluice_packets_per_cpu_s": spread(ours),
             "suricata_packets_per_cpu_s": spread(theirs), "capture": options.capture.name,
             "sluice_rss_kb": result["rss_kb"], "suricata_rss_kb": peer["rss_kb"], "defects": result["defects"]}
    if rules:
        found |= {"rules_enforced": result["rules_loaded"], "rules_total": result["rules_total"], "alerts": alerts}
    return found


def compare_alerts(result, theirs, options):
    """Alerts a round by sid; those of which Sluice gave fewer."""
    rounds = result["rounds"]
    ours = {int(sid): count / rounds for sid, count in result["alerts"].items()}
    peer = {sid: count / options.rounds for sid, count in theirs.items()}
    fewer = {sid: {"sluice": round(ours.get(sid, 0), 2), "suricata": round(count, 2)}
             for sid, count in sorted(peer.items()) if ours.get(sid, 0) < count - 0.01}
    return {"sluice": round(sum(ours.values()), 1), "suricata": round(sum(peer.values()), 1), "sids_sluice": len(ours),
            "sids_suricata": len(peer), "fewer_in_sluice": fewer}


def rule_load(sluice, suricata, options):
    """Processor time and memory from rule text to a set in force: `suricata -T`'s work against ours."""
    one = first_packet(options.capture, options.work / f"{options.capture.stem}-1.pcap")
    ours, theirs, our_kb, their_kb = [], [], [], []
    for turn in range(options.repeat_rules):
        mine = sluice.load(options.rules)
        peer = suricata.read(one, options.work / "suricata-load", options.rules, None)
        ours.append(mine["cpu_s"])
        theirs.append(peer["cpu_s"])
        our_kb.append(mine["peak_kb"])
        their_kb.append(peer["rss_kb"])
        say(f"rule load {turn + 1}: sluice {ours[-1]:.1f} CPU-s, {our_kb[-1] // 1024} MiB at most; "
            f"suricata {theirs[-1]:.1f} CPU-s, {their_kb[-1] // 1024} MiB")
    ratios = ratio(ours, theirs)
    return {"ratio_to_suricata": ratios["median"], "ratio": ratios, "sluice_cpu_s": spread(ours),
            "suricata_cpu_s": spread(theirs), "sluice_peak_kb": spread(our_kb), "suricata_peak_kb": spread(their_kb),
            "sluice_rss_kb": mine["rss_kb"], "rules_enforced": mine["rules_loaded"], "rules_total": mine["rules_total"]}


def packets_of(capture):
    """(header, [(seconds, rest of the record)]) of a classic little-endian pcap file."""
    data = capture.read_bytes()
    if data[:4] not in (b"\xd4\xc3\xb2\xa1", b"\x4d\x3c\xb2\xa1"):
        raise Skip(f"{capture} is no little-endian pcap file: convert it with editcap -F pcap")
    packets, at = [], 24
    while at + 16 <= len(data):
        seconds, _, length, _ = struct.unpack_from("<IIII", data, at)
        packets.append((seconds, data[at + 4:at + 16 + length]))
        at += 16 + length
    return data[:24], packets


def repeated(capture, to: Path, rounds):
    """The capture several times over, each round after all flows of the one before have ended. (file, packets)"""
    header, packets = packets_of(capture)
    if not to.exists():
        seconds = [each[0] for each in packets]
        step = max(seconds) - min(seconds) + HOUR_S
        with to.open("wb") as out:
            out.write(header)
            for turn in range(rounds):
                for second, rest in packets:
                    out.write(struct.pack("<I", second + turn * step))
                    out.write(rest)
    return to, rounds * len(packets)


def first_packet(capture, to: Path):
    header, packets = packets_of(capture)
    to.write_bytes(header + struct.pack("<I", packets[0][0]) + packets[0][1])
    return to
