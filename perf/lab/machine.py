"""The machine a comparison runs on: what it is, its huge pages, its programs' processor time."""
import contextlib
import datetime
import os
import platform
import re
import shutil
import subprocess
import sys
from pathlib import Path

HUGE_PAGES_WANTED = 512
NR_HUGEPAGES = Path("/proc/sys/vm/nr_hugepages")


class Skip(Exception):
    """A part of the comparison cannot run here; the text is the reason."""


def root_folder():
    return Path(__file__).resolve().parents[2]


def say(*words):
    print("compare:", *words, file=sys.stderr, flush=True)


def text(*command):
    try:
        return subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()
    except FileNotFoundError:
        return ""


def first_line(path, pattern):
    found = re.search(pattern, Path(path).read_text(), re.M)
    return found[1].strip() if found else "unknown"


def environment(java):
    """Where the figures come from, as {what: value}."""
    root = root_folder()
    version = subprocess.run([java, "-version"], capture_output=True, text=True).stderr.splitlines()
    return {
        "cpu": first_line("/proc/cpuinfo", r"^model name\s*:\s*(.*)$"),
        "cores": os.cpu_count(),
        "memory_kb": int(first_line("/proc/meminfo", r"^MemTotal:\s*(\d+)")),
        "kernel": platform.release(),
        "system": first_line("/etc/os-release", r'^PRETTY_NAME="?([^"\n]*)'),
        "java": " / ".join(version[1:2] or version),
        "jvm_flags": jvm_flags(),
        "dpdk": text("dpkg-query", "-W", "-f", "${Version}", "libdpdk-dev"),
        "vectorscan": text("dpkg-query", "-W", "-f", "${Version}", "libvectorscan5"),
        "commit": text("git", "-C", str(root), "rev-parse", "--short", "HEAD"),
        "changed_files": len(text("git", "-C", str(root), "status", "--porcelain", "-uno").splitlines()),
        "load_average": list(os.getloadavg()),
        "date": datetime.datetime.now(datetime.timezone.utc).isoformat(timespec="seconds"),
    }


def jvm_flags():
    """The flags of deploy/conf that the measured programs run with."""
    flags = []
    for name in ("jvm.options", "dataplane.options"):
        lines = (root_folder() / "deploy/conf" / name).read_text().splitlines()
        flags += [line.strip() for line in lines if line.strip() and not line.startswith("#")]
    return flags


@contextlib.contextmanager
def huge_pages():
    """Reserves huge pages for the time of a comparison where root may, and puts the number back."""
    before = int(NR_HUGEPAGES.read_text())
    free = int(first_line("/proc/meminfo", r"^HugePages_Free:\s*(\d+)"))
    raised = free < HUGE_PAGES_WANTED and os.access(NR_HUGEPAGES, os.W_OK)
    if raised:
        NR_HUGEPAGES.write_text(str(before + HUGE_PAGES_WANTED - free))
        free = int(first_line("/proc/meminfo", r"^HugePages_Free:\s*(\d+)"))
    try:
        if free < HUGE_PAGES_WANTED:
            say(f"{free} huge pages are free, {HUGE_PAGES_WANTED} are wanted: figures of forwarding will be low on both sides")
        yield free
    finally:
        if raised:
            NR_HUGEPAGES.write_text(str(before))


def come_first():
    """Both sides, and the clocks that watch them, run before other programs where root may."""
    if os.geteuid() == 0:
        os.setpriority(os.PRIO_PROCESS, 0, -10)


def thread_ns(pid, name):
    """Processor time in ns of the thread of a process whose name ends so."""
    for task in Path(f"/proc/{pid}/task").iterdir():
        if (task / "comm").read_text().strip().endswith(name):
            return int((task / "schedstat").read_text().split()[0])
    raise Skip(f"process {pid} has no thread {name}")


def program(name):
    """Path of a program; the lab's Debian packages are installed when it is missing. Raises Skip with the reason."""
    if shutil.which(name) is None:
        say(f"{name} is missing: deploy/host/packages lab")
        done = subprocess.run([root_folder() / "deploy/host/packages", "lab"], stdin=subprocess.DEVNULL,
                              capture_output=True, text=True)
        if shutil.which(name) is None:
            raise Skip(f"no {name}, and it could not be installed: {(done.stderr or done.stdout).strip()[-300:]}")
    return shutil.which(name)


def memory_kb(pid):
    """Memory that a process holds now: its resident set and the huge pages it has mapped, in KiB."""
    text = Path(f"/proc/{pid}/status").read_text()
    return sum(int(each) for each in re.findall(r"^(?:VmRSS|HugetlbPages):\s*(\d+) kB", text, re.M))


def descendants(pid):
    """A process and all that it has started, itself first."""
    found = [pid]
    for parent in found:
        for task in Path(f"/proc/{parent}/task").glob("*/children"):
            try:
                found += [int(each) for each in task.read_text().split()]
            except OSError:
                continue
    return found
