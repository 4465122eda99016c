"""How the cost of a packet grows with what the engine holds."""
import statistics

from cases import spread
from machine import say

FEW, MANY = 1_000, 1_000_000
HEAP = "1500m"


def flow_growth(sluice, options):
    """ns a packet with 1,000 flows and with 1,000,000, in turn; no driver takes part, whose own cost grows, too."""
    ratios, few, many = [], [], []
    for turn in range(options.repeat):
        few.append(cost(sluice, options, FEW))
        many.append(cost(sluice, options, MANY))
        ratios.append(many[-1] / few[-1])
        say(f"flow table {turn + 1}/{options.repeat}: {few[-1]:.1f} ns a packet with {FEW:,} flows, {many[-1]:.1f} with "
            f"{MANY:,}, x{ratios[-1]:.2f}")
    return {"cost_ratio": spread(ratios), "flows": [FEW, MANY], "ns": [statistics.median(few), statistics.median(many)]}


def cost(sluice, options, flows):
    flags = [sluice.dataplane, f"-Xms{HEAP}", f"-Xmx{HEAP}"]
    return sluice.run("FlowRun", flags, flows=flows, core=options.core, seconds=options.seconds,
                      warmup=options.warmup)[1]["ns"]
