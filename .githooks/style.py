#!/usr/bin/env python3
"""Holds the sources to the style a machine can see: white space, line length, file length, names, no leftovers.

usage: style.py [--fix] [--staged]     --fix mends white space and line ends; --staged looks at staged files only
Exit status 1 when something is left to mend.
"""
import os
import re
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
TEXT = (".java", ".c", ".h", ".py", ".sh", ".md", ".xml", ".yaml", ".yml", ".options", ".service", ".rules")
CODE = (".java", ".c", ".h", ".py", ".sh")
MAX_COLUMNS = 120
MAX_COLUMNS_OF_SCRIPTS = 130
VAGUE = re.compile(r"/(util|utils|common|helper|helpers|impl|manager)/")
LEFTOVER = re.compile(r"\b(" + "TO" + r"DO|FIX" + r"ME|XX" + r"X)\b")


def files(staged):
    command = ["git", "-C", ROOT, "diff", "--cached", "--name-only", "--diff-filter=ACM"] if staged else \
              ["git", "-C", ROOT, "ls-files", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    return [n for n in names if n.endswith(TEXT) and os.path.isfile(os.path.join(ROOT, n))]


def tidy(text):
    lines = [line.rstrip() for line in text.replace("\r\n", "\n").split("\n")]
    while len(lines) > 1 and not lines[-1] and not lines[-2]:
        lines.pop()
    return "\n".join(lines) if not lines[-1] else "\n".join(lines) + "\n"


def problems(name, text):
    most = MAX_COLUMNS_OF_SCRIPTS if name.endswith((".py", ".sh")) else MAX_COLUMNS
    if VAGUE.search(name):
        yield 0, "a package is named after what it works on, not util, common, helper, impl or manager"
    for number, line in enumerate(text.split("\n"), 1):
        if name.endswith(CODE) and len(line) > most:
            yield number, f"{len(line)} columns, {most} at most"
        if name.endswith(".java") and "\t" in line:
            yield number, "a tab; indent with four spaces"
        if name.endswith(CODE) and LEFTOVER.search(line):
            yield number, "a leftover note; do it, or file it"


def main():
    fix = "--fix" in sys.argv
    found = 0
    for name in files("--staged" in sys.argv):
        path = os.path.join(ROOT, name)
        with open(path, encoding="utf-8", newline="") as file:
            text = file.read()
        clean = tidy(text)
        if clean != text:
            if fix:
                with open(path, "w", encoding="utf-8", newline="") as file:
                    file.write(clean)
                print(f"{name}: white space mended")
            else:
                found += 1
                print(f"{name}: stray white space or line ends; `make format` mends it")
        for number, what in problems(name, clean):
            found += 1
            print(f"{name}:{number}: {what}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
