#!/usr/bin/env python3
"""Sums up the test reports of a build: one line a module, the failures by name, and why anything was skipped.

Reads the JUnit XML that Surefire leaves in */target/surefire-reports and the acceptance runner in target/acceptance.
Exit status 1 when a test failed or when there was none at all.
"""
import collections
import glob
import os
import sys
import xml.etree.ElementTree as ElementTree

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def reports():
    """(module, path) of every report."""
    for path in sorted(glob.glob(os.path.join(ROOT, "*", "target", "surefire-reports", "TEST-*.xml"))):
        yield os.path.relpath(path, ROOT).split(os.sep)[0], path
    for path in sorted(glob.glob(os.path.join(ROOT, "target", "acceptance", "TEST-*.xml"))):
        yield "acceptance", path


def skip_reason(skipped):
    """Why a test was skipped: the message, or the first line of the exception that JUnit skips with."""
    text = skipped.get("message") or (skipped.text or "").strip().split("\n")[0] or "no reason given"
    return text.split("Assumption failed: ")[-1]


def main():
    totals = collections.defaultdict(collections.Counter)
    failures, skips = [], collections.Counter()
    for module, path in reports():
        for case in ElementTree.parse(path).getroot().iter("testcase"):
            name = f"{case.get('classname')}.{case.get('name')}"
            problem = case.find("failure")
            problem = case.find("error") if problem is None else problem
            skipped = case.find("skipped")
            outcome = "failed" if problem is not None else "skipped" if skipped is not None else "passed"
            totals[module][outcome] += 1
            totals[module]["seconds"] += float((case.get("time") or "0").replace(",", ""))
            if problem is not None:
                failures.append((name, (problem.get("message") or problem.text or "").strip().split("\n")[0]))
            if skipped is not None:
                skips[skip_reason(skipped)] += 1
    print()
    for module, count in totals.items():
        print(f"{module:12s} Tests run: {sum(count[k] for k in ('passed', 'failed', 'skipped'))}, "
              f"Failures: {count['failed']}, Errors: 0, Skipped: {count['skipped']}, "
              f"Time elapsed: {count['seconds']:.1f} s")
    for name, message in failures:
        print(f"FAILED {name}: {message[:300]}")
    for reason, count in skips.most_common():
        print(f"skipped {count}: {reason}")
    passed, failed, skipped = (sum(c[k] for c in totals.values()) for k in ("passed", "failed", "skipped"))
    print(f"{passed} passed, {failed} failed, {skipped} skipped")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
