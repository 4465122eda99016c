"""How the cost of a packet grows with what the engine holds: flows, and rules."""
import statistics

from figures import ratio, spread
from machine import say

FEW_FLOWS, MANY_FLOWS = 1_000, 1_000_000
FEW_RULES, MANY_RULES = 1_000, 36_000
HEAP = "1500m"


def flows(lab):
    """ns a packet with 1,000 flows and with 1,000,000, in turn; no driver takes part, whose own cost grows, too."""
    few, many = [], []
    for turn in range(lab.options.repeat):
        few.append(flow_cost(lab, FEW_FLOWS))
        many.append(flow_cost(lab, MANY_FLOWS))
        say(f"flow table {turn + 1}/{lab.options.repeat}: {few[-1]:.1f} ns a packet with {FEW_FLOWS:,} flows, {many[-1]:.1f} "
            f"with {MANY_FLOWS:,}, x{many[-1] / few[-1]:.2f}")
    return {"cost_ratio": ratio(many, few), "flows": [FEW_FLOWS, MANY_FLOWS],
            "ns": [statistics.median(few), statistics.median(many)]}


def flow_cost(lab, count):
    flags = [lab.ours.dataplane, f"-Xms{HEAP}", f"-Xmx{HEAP}"]
    return lab.ours.run("FlowRun", flags, flows=count, core=lab.core, seconds=lab.options.seconds,
                        warmup=lab.options.warmup)[1]["ns"]


def rules(lab):
    """ns a packet of the real mix with 1,000 rules and with 36,000, in turn: every n-th rule of the file, always the same."""
    capture, lines = lab.capture(), rule_lines(lab.rules())
    few, many = [], []
    for turn in range(lab.options.repeat_rules):
        costs = {}
        for wanted in (FEW_RULES, MANY_RULES):
            sample = every_nth(lines, wanted, lab.work / f"rules-{wanted}.rules")
            measured, result = lab.ours.inspect(capture, sample, lab.core, lab.options.rounds, lab.options.warmup_rounds)
            costs[wanted] = statistics.median(ns / frames for frames, ns in measured), result["rules_loaded"]
        few.append(costs[FEW_RULES][0])
        many.append(costs[MANY_RULES][0])
        say(f"rules {turn + 1}: {few[-1]:.0f} ns a packet with {costs[FEW_RULES][1]:,} rules, {many[-1]:.0f} with "
            f"{costs[MANY_RULES][1]:,}, x{many[-1] / few[-1]:.2f}")
    return {"cost_ratio": ratio(many, few), "rules_enforced": [costs[FEW_RULES][1], costs[MANY_RULES][1]],
            "ns": [spread(few), spread(many)]}


def rule_lines(file):
    with file.open(errors="replace") as text:
        return [line for line in text if line.strip() and not line.startswith("#")]


def every_nth(lines, wanted, to):
    """Writes so many of the rules, evenly spread over the file; all where it has no more."""
    count = min(wanted, len(lines))
    to.write_text("".join(lines[i * len(lines) // count] for i in range(count)))
    return to
