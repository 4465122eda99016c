#!/usr/bin/env python3
"""Runs the acceptance cases: each a folder here with an executable `case.py` that a person can run by hand as well.

usage: run.py [NAME...] [--junit DIR]     names are folders, or parts of their names; none means all
A case prints its figures and ends with status 0 (passed), 77 (skipped, the last line says why) or another (failed).
"""
import os
import subprocess
import sys
import threading
import time
from xml.sax.saxutils import quoteattr, escape

HERE = os.path.dirname(os.path.abspath(__file__))
SKIPPED = 77
CASE_SECONDS = 400


def run(name):
    """(outcome, seconds, output) of one case; what it prints is shown as it comes."""
    started = time.monotonic()
    print(f"--- {name}", flush=True)
    case = subprocess.Popen([sys.executable, os.path.join(HERE, name, "case.py")], stdin=subprocess.DEVNULL,
                            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace")
    watchdog = f"not finished after {CASE_SECONDS} s"
    lines = []
    timer = threading.Timer(CASE_SECONDS, case.terminate)
    timer.start()
    for line in case.stdout:
        lines.append(line.rstrip())
        print("    " + lines[-1], flush=True)
    status = case.wait()
    if not timer.is_alive():
        lines.append(watchdog)
    timer.cancel()
    outcome = "passed" if status == 0 else "skipped" if status == SKIPPED else "failed"
    seconds = time.monotonic() - started
    print(f"    {outcome} in {seconds:.1f} s", flush=True)
    return outcome, seconds, lines


def write_junit(folder, results):
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, "TEST-acceptance.xml"), "w", encoding="utf-8") as report:
        report.write('<?xml version="1.0" encoding="UTF-8"?>\n<testsuite name="acceptance">\n')
        for name, (outcome, seconds, lines) in results.items():
            last = quoteattr(lines[-1] if lines else "no output")
            inner = {"passed": "", "skipped": f"<skipped message={last}/>",
                     "failed": f"<failure message={last}>{escape(chr(10).join(lines))}</failure>"}[outcome]
            report.write(f'<testcase classname="acceptance" name={quoteattr(name)} time="{seconds:.3f}">'
                         f'{inner}</testcase>\n')
        report.write("</testsuite>\n")


def main():
    arguments = sys.argv[1:]
    junit = None
    if "--junit" in arguments:
        at = arguments.index("--junit")
        junit = arguments[at + 1]
        del arguments[at:at + 2]
    names = sorted(n for n in os.listdir(HERE) if os.path.isfile(os.path.join(HERE, n, "case.py"))
                   and (not arguments or any(a in n for a in arguments)))
    results = {name: run(name) for name in names}
    if junit:
        write_junit(junit, results)
    count = {o: sum(r[0] == o for r in results.values()) for o in ("passed", "failed", "skipped")}
    print(f"acceptance: {count['passed']} passed, {count['failed']} failed, {count['skipped']} skipped")
    return 1 if count["failed"] else 0


if __name__ == "__main__":
    sys.exit(main())
