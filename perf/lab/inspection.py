"""Inspection of a real mix and rule load: the same captures and rules through both, by processor time."""
import statistics

from captures import first_packet, repeated
from figures import ratio, spread
from machine import say


def no_rules(lab):
    return inspection(lab, None)


def with_rules(lab):
    return inspection(lab, lab.rules())


def inspection(lab, rules):
    """Packets per second of the packet thread's processor time over a real mix."""
    options, capture, suricata = lab.options, lab.capture(), lab.suricata()
    rounds = repeated(capture, lab.work / f"{capture.stem}-x{options.rounds}.pcap", options.rounds)
    one = first_packet(capture, lab.work / f"{capture.stem}-1.pcap")
    folder = lab.work / ("suricata-rules" if rules else "suricata")
    ours, theirs, alerts, shares, allocated = [], [], None, [], []
    for turn in range(options.repeat if not rules else options.repeat_rules):
        measured, result = lab.ours.inspect(capture, rules, lab.core, options.rounds, options.warmup_rounds)
        ours += [statistics.median(frames / ns * 1e9 for frames, ns in measured)]
        shares.append(result["scan_share"])
        allocated.append(result["allocation"])
        start = suricata.read(one, folder, rules, lab.core) if turn == 0 else start
        peer = suricata.read(rounds[0], folder, rules, lab.core)
        theirs.append(rounds[1] / max(peer["packets_s"] - start["packets_s"], 1e-9))
        say(f"inspection {'with rules' if rules else 'without rules'} {turn + 1}: sluice {ours[-1] / 1e3:.0f}, "
            f"suricata {theirs[-1] / 1e3:.0f} kpackets/CPU-s, ratio {ours[-1] / theirs[-1]:.2f}"
            + (f", {shares[-1]:.0%} of sluice's time in the scanner" if rules else ""))
        alerts = compare_alerts(result, peer["alerts"], options)
    ratios = ratio(ours, theirs)
    found = {"ratio_to_suricata": ratios["median"], "ratio": ratios, "sluice_packets_per_cpu_s": spread(ours),
             "suricata_packets_per_cpu_s": spread(theirs), "capture": capture.name,
             "sluice_rss_kb": result["rss_kb"], "suricata_rss_kb": peer["rss_kb"], "defects": result["defects"],
             "allocation": allocated}
    if rules:
        found |= {"rules_enforced": result["rules_loaded"], "rules_total": result["rules_total"], "alerts": alerts,
                  "scan_share": spread(shares)}
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


def rule_load(lab):
    """Processor time and memory from rule text to a set in force: `suricata -T`'s work against ours."""
    capture, rules, suricata = lab.capture(), lab.rules(), lab.suricata()
    one = first_packet(capture, lab.work / f"{capture.stem}-1.pcap")
    ours, theirs, our_kb, their_kb = [], [], [], []
    for turn in range(lab.options.repeat_rules):
        mine = lab.ours.load(rules)
        peer = suricata.read(one, lab.work / "suricata-load", rules, None)
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
