"""Figures of alternating runs: their spread, and ratios pair by pair."""
import statistics


def spread(values):
    return {"min": min(values), "median": statistics.median(values), "max": max(values), "values": values}


def ratio(ours, theirs):
    """Ratio pair by pair, so that what the machine does to both cancels out."""
    return spread([a / b for a, b in zip(ours, theirs)])
