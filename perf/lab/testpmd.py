"""DPDK's own forwarder as the limit: testpmd in io mode over the same virtual devices."""
import re
import subprocess
import time

from machine import Skip, program, text, thread_ns

START_SECONDS = 60
WARM_NS = 300_000_000


def find():
    """The forwarder, installed where it is missing. Raises Skip with the reason."""
    return program("dpdk-testpmd")


def version(path):
    return text("dpkg-query", "-W", "-f", "${Version}", "dpdk-dev") or path


def run(path, capture, core, seconds):
    """Forwards for so many seconds; returns {frames, cpu_ns, wall_ns}."""
    main_core = 0 if core != 0 else 1
    process = subprocess.Popen(
        [path, "-l", f"{main_core},{core}", "--main-lcore", str(main_core), "--in-memory", "--no-pci",
         "--no-telemetry", f"--vdev=net_pcap0,rx_pcap={capture},infinite_rx=1", "--vdev=net_null0,no-rx=1",
         "--", "--forward-mode=io", "--burst=32", "-i", "--auto-start"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, bufsize=1)
    try:
        wait_until_forwarding(process, core)
        before = ask(process, core)
        time.sleep(seconds)
        after = ask(process, core)
        time.sleep(0.3)
        output, _ = process.communicate("quit\n", timeout=START_SECONDS)
    except (BrokenPipeError, subprocess.TimeoutExpired) as dead:
        raise Skip(f"dpdk-testpmd ended, or did not answer: {dead}") from dead
    finally:
        if process.poll() is None:
            process.kill()
    sent = [count for count in map(int, re.findall(r"TX-packets:\s*(\d+)", output)) if count]
    if len(sent) < 2:
        raise Skip("dpdk-testpmd forwarded nothing: " + output.strip()[-300:])
    return {"frames": sent[1] - sent[0], "cpu_ns": after[0] - before[0], "wall_ns": after[1] - before[1]}


def wait_until_forwarding(process, core):
    """Its output is buffered until it ends, so its forwarding thread's processor time tells."""
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end and process.poll() is None:
        time.sleep(0.2)
        try:
            if thread_ns(process.pid, f"worker-{core}") > WARM_NS:
                return
        except (Skip, OSError):
            continue
    raise Skip("dpdk-testpmd did not start: " + (process.stdout.read() if process.poll() is not None else "").strip()[-300:])


def ask(process, core):
    """Has the counters printed; processor time and wall time of the moment."""
    process.stdin.write("show port stats all\n")
    process.stdin.flush()
    return thread_ns(process.pid, f"worker-{core}"), time.monotonic_ns()
