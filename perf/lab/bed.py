"""A test bed of the inline cases: two namespaces joined only through what is put on the wire between them.

    client  eth0 ---- left [ wire ] right ---- eth0  server
    10.9.0.1          (namespace wire)         10.9.0.2

Everything is named after this process's id and goes when the bed closes. Offloads are off at all four ends, so that every
frame on the wire is one that a network card would see."""
import os
import shutil
import subprocess
import time

from machine import Skip
from opened import Opened

CLIENT, SERVER = "10.9.0.1", "10.9.0.2"
MTU = 1500
OFFLOADS = ("rx", "tx", "sg", "tso", "gso", "gro", "rxvlan", "txvlan")
STOP_SECONDS = 15


class Bed(Opened):
    """Namespaces and what runs in them. Use it in a `with` statement."""

    def __init__(self, work):
        """work: folder for logs."""
        self.namespaces = {name: f"sluice-lab-{os.getpid()}-{name}" for name in ("client", "server", "wire")}
        self.work = work
        self.processes = []

    def _open(self):
        if os.geteuid() != 0:
            raise Skip("needs root for network namespaces")
        for tool in ("ip", "ethtool", "taskset"):
            if not shutil.which(tool):
                raise Skip(f"needs {tool}: deploy/host/packages lab")
        self._make()

    def close(self):
        for process in reversed(self.processes):
            stop(process)
        for name in self.namespaces.values():
            subprocess.run(["ip", "netns", "del", name], capture_output=True)

    def _make(self):
        for name in self.namespaces:
            self.system("ip", "netns", "add", self.namespaces[name])
            self.run(name, "sysctl", "-qw", "net.ipv6.conf.all.disable_ipv6=1", check=False)
            self.run(name, "ip", "link", "set", "lo", "up")
        for name, end, address in (("client", "left", CLIENT), ("server", "right", SERVER)):
            self.system("ip", "link", "add", end, "netns", self.namespaces["wire"], "type", "veth", "peer", "name", "eth0",
                        "netns", self.namespaces[name])
            for where, device in ((name, "eth0"), ("wire", end)):
                for offload in OFFLOADS:
                    self.run(where, "ethtool", "-K", device, offload, "off", check=False)
                self.run(where, "ip", "link", "set", device, "mtu", str(MTU), "up")
            self.run(name, "ip", "address", "add", address + "/24", "dev", "eth0")

    @staticmethod
    def system(*command, check=True, timeout=60):
        """Runs a command to its end; its standard output."""
        done = subprocess.run([str(each) for each in command], stdin=subprocess.DEVNULL, capture_output=True, text=True,
                              timeout=timeout)
        if check and done.returncode != 0:
            said = (done.stderr or done.stdout).strip()[-400:]
            raise Skip(f"{' '.join(map(str, command))}: status {done.returncode}: {said}")
        return done.stdout

    def run(self, where, *command, check=True, timeout=60):
        """Runs a command in a namespace ("client", "server", "wire") to its end; its standard output."""
        return self.system("ip", "netns", "exec", self.namespaces[where], *command, check=check, timeout=timeout)

    def spawn(self, where, *command, core=None, priority=0, environment=None):
        """Starts a command in a namespace; it ends with the bed. priority: of the real-time scheduler, 0 for none."""
        log = self.work / f"log-{len(self.processes)}"
        prefix = ["ip", "netns", "exec", self.namespaces[where]]
        if core is not None:
            prefix += ["taskset", "-c", str(core)]
        if priority:
            prefix += ["chrt", "-f", str(priority)]
        with log.open("w") as output:
            process = subprocess.Popen([*prefix, *map(str, command)], env=environment, stdin=subprocess.DEVNULL,
                                       stdout=output, stderr=subprocess.STDOUT, start_new_session=True)
        process.log = log
        self.processes.append(process)
        return process

    def wait_for(self, condition, what, process, seconds):
        """Waits until a condition holds, a process of the bed living meanwhile. Raises Skip when it does not in time."""
        end = time.monotonic() + seconds
        while not condition():
            if process.poll() is not None or time.monotonic() > end:
                state = f"ended with {process.returncode}" if process.poll() is not None else f"not within {seconds} s"
                raise Skip(f"{what}: {state}: {process.log.read_text(errors='replace').strip()[-600:]}")
            time.sleep(0.1)

    def passes(self):
        """Whether a ping comes back."""
        return subprocess.run(["ip", "netns", "exec", self.namespaces["client"], "ping", "-c", "1", "-W", "1", SERVER],
                              capture_output=True).returncode == 0


def stop(process):
    """Ends a process that the bed has started, and those of its own session that are left."""
    if process.poll() is None:
        process.terminate()
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            pass
    try:
        os.killpg(process.pid, 9)
    except ProcessLookupError:
        pass
    process.wait()
