"""A test bed: two namespaces joined only through Sluice, and the processes in them.

    client  eth0 ---- left [ Sluice ] right ---- eth0  server
    10.9.0.1          (namespace wire)           10.9.0.2

Everything is named after this process's id, so that beds side by side do not collide, and is removed when the bed closes,
also on Ctrl-C and on SIGTERM. With SLUICE_BED=bridge the kernel's bridge takes Sluice's place: what passes there must pass
here, and a case about attacks must fail there.
"""
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
SLUICE = os.environ.get("SLUICE", os.path.join(ROOT, "deploy", "bin", "sluice"))
TRAFFIC = os.path.join(HERE, "traffic.py")
CLIENT, SERVER = "10.9.0.1", "10.9.0.2"
SKIPPED = 77
OFFLOADS = ("rx off tx off sg off tso off gso off gro off rxvlan off txvlan off").split()


class Trouble(Exception):
    """Something the bed needs failed; the message says what and shows the output."""


def run(*command, check=True, timeout=60):
    """Runs a command to its end; its standard output."""
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=timeout)
    if check and done.returncode != 0:
        raise Trouble(f"{' '.join(command)}: status {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout


def reason_to_skip():
    """Why no bed can be made here; None when it can."""
    if os.geteuid() != 0:
        return "needs root for network namespaces"
    for tool in ("ip", "ethtool"):
        if not shutil.which(tool):
            return f"needs {tool}: apt-get install iproute2 ethtool"
    name = f"sluice-{os.getpid()}-probe"
    if subprocess.run(["ip", "netns", "add", name], capture_output=True).returncode != 0:
        return "network namespaces cannot be made here"
    subprocess.run(["ip", "netns", "del", name], capture_output=True)
    return None


class Bed:
    """The namespaces, the wire and Sluice on it. Use it in a `with` statement."""

    def __init__(self, rules="", mtu=1500, settings="", planes="run", device=None):
        """rules: text of the rule file. settings: more YAML. planes: "run" for one supervised pair, "apart" for two
        processes of their own. device: the DPDK device of an end; {n} and {end} stand for its number and interface."""
        self.id = os.getpid()
        self.namespaces = {n: f"sluice-{self.id}-{n}" for n in ("client", "server", "wire")}
        self.mtu, self.settings, self.planes = mtu, settings, planes
        self.rules = rules
        self.device = device or (f"net_af_packet{{n}},iface={{end}},framesz={4096 if mtu <= 1500 else 16384},blocksz=65536,"
                                 "framecnt=512")
        self.folder = tempfile.mkdtemp(prefix=f"sluice-bed-{self.id}-")
        self.cnc = f"/dev/shm/sluice-bed-{self.id}"
        self.processes, self.logs = [], {}
        self.bridge = os.environ.get("SLUICE_BED") == "bridge"

    # ---- life

    def __enter__(self):
        for number in (signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, lambda *_: sys.exit(143))
        try:
            self.make_namespaces()
            self.write_rules(self.rules)
            self.write_configuration()
            self.start()
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(self, *problem):
        if problem[0] not in (None, SystemExit, KeyboardInterrupt):
            self.show_logs()
        self.close()

    def close(self):
        for process in reversed(self.processes):
            self.stop(process)
        for name in self.namespaces.values():
            subprocess.run(["ip", "netns", "del", name], capture_output=True)
        shutil.rmtree(self.folder, ignore_errors=True)
        shutil.rmtree(self.cnc, ignore_errors=True)

    @staticmethod
    def stop(process, seconds=15):
        """Ends a process and everything it started; by force when it does not end in time."""
        if process.poll() is None:
            process.terminate()
            try:
                process.wait(seconds)
            except subprocess.TimeoutExpired:
                pass
        try:
            os.killpg(process.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        process.wait()

    def make_namespaces(self):
        client, server, wire = (self.namespaces[n] for n in ("client", "server", "wire"))
        for name in (client, server, wire):
            run("ip", "netns", "add", name)
            self.inside(name, "sysctl", "-qw", "net.ipv6.conf.all.disable_ipv6=1")
            self.inside(name, "ip", "link", "set", "lo", "up")
        for name, end, address in ((client, "left", CLIENT), (server, "right", SERVER)):
            run("ip", "link", "add", end, "netns", wire, "type", "veth", "peer", "name", "eth0", "netns", name)
            for where, device in ((name, "eth0"), (wire, end)):
                self.inside(where, "ip", "link", "set", device, "mtu", str(self.mtu))
                for offload in range(0, len(OFFLOADS), 2):
                    subprocess.run(["ip", "netns", "exec", where, "ethtool", "-K", device, *OFFLOADS[offload:offload + 2]],
                                   capture_output=True)
                self.inside(where, "ip", "link", "set", device, "up")
            self.inside(name, "ip", "address", "add", address + "/24", "dev", "eth0")

    @staticmethod
    def inside(namespace, *command, **options):
        return run("ip", "netns", "exec", namespace, *command, **options)

    def in_client(self, *command, **options):
        """Runs a command in the client's namespace; its output."""
        return self.inside(self.namespaces["client"], *command, **options)

    def in_server(self, *command, **options):
        return self.inside(self.namespaces["server"], *command, **options)

    def spawn(self, where, *command):
        """Starts a command in a namespace ("client", "server", "wire"); it ends with the bed."""
        log = os.path.join(self.folder, f"log-{len(self.processes)}")
        with open(log, "w") as output:
            process = subprocess.Popen(["ip", "netns", "exec", self.namespaces[where], *command], stdin=subprocess.DEVNULL,
                                       stdout=output, stderr=subprocess.STDOUT, start_new_session=True)
        self.processes.append(process)
        self.logs[process.pid] = (" ".join(command), log)
        return process

    def serve(self, where, *what):
        """Starts a server of traffic.py and waits until it listens."""
        process = self.spawn(where, sys.executable, TRAFFIC, *[str(w) for w in what])
        self.wait_for(lambda: "listening" in self.log(process), f"{what[0]} did not start", process, 15)
        return process

    def log(self, process):
        with open(self.logs[process.pid][1], errors="replace") as file:
            return file.read()

    def show_logs(self):
        for command, log in self.logs.values():
            with open(log, errors="replace") as file:
                text = file.read()[-6000:]
            print(f"---- output of {command}\n{text}", file=sys.stderr)

    def wait_for(self, condition, what, process=None, seconds=60):
        end = time.monotonic() + seconds
        while not condition():
            if process is not None and process.poll() is not None:
                raise Trouble(f"{what}: its process ended with status {process.returncode}\n{self.log(process)[-3000:]}")
            if time.monotonic() > end:
                raise Trouble(f"{what} within {seconds} s" + (f"\n{self.log(process)[-3000:]}" if process else ""))
            time.sleep(0.05)

    # ---- Sluice

    @property
    def configuration(self):
        return os.path.join(self.folder, "sluice.yaml")

    def path(self, name):
        return os.path.join(self.folder, name)

    def write_rules(self, text):
        """Replaces the rule file in one step."""
        os.makedirs(self.path("rules"), exist_ok=True)
        with open(self.path("rules/new"), "w") as file:
            file.write(text)
        os.replace(self.path("rules/new"), self.path("rules/local.rules"))

    def write_configuration(self):
        with open(self.configuration, "w") as file:
            file.write(f"""\
wires:
  - name: wire0
    left: {self.device.format(n=0, end="left")}
    right: {self.device.format(n=1, end="right")}
    mtu: {self.mtu}
vars:
  address-groups:
    HOME_NET: "[{SERVER}/32]"
default-rule-path: {self.path("rules")}
rule-files: [local.rules]
state-directory: {self.path("state")}
default-log-dir: {self.path("log")}
journal:
  directory: {self.path("journal")}
cnc:
  directory: {self.cnc}
metrics:
  port: 0
{self.settings}
""")

    def start(self):
        if self.bridge:
            wire = self.namespaces["wire"]
            for family in ("ip", "ip6", "arp"):
                subprocess.run(["ip", "netns", "exec", wire, "sysctl", "-qw", f"net.bridge.bridge-nf-call-{family}tables=0"],
                               capture_output=True)
            self.inside(wire, "ip", "link", "add", "br0", "mtu", str(self.mtu), "type", "bridge", "forward_delay", "0",
                        "group_fwd_mask", "0xfff8")
            for end in ("left", "right"):
                self.inside(wire, "ip", "link", "set", end, "master", "br0")
            self.inside(wire, "ip", "link", "set", "br0", "up")
            self.main = None
        elif self.planes == "run":
            self.main = self.spawn("wire", SLUICE, "run", "-c", self.configuration)
        else:
            self.data = self.main = self.spawn("wire", SLUICE, "dataplane", "-c", self.configuration)
            self.control = self.start_control()
        self.wait_for(self.forwards, "nothing was forwarded", self.main, 120)
        self.wait_for_rules(1)

    def start_control(self):
        return self.spawn("wire", SLUICE, "control", "-c", self.configuration)

    def forwards(self):
        return subprocess.run(["ip", "netns", "exec", self.namespaces["client"], "ping", "-c", "1", "-W", "1", SERVER],
                              capture_output=True).returncode == 0

    def wait_for_rules(self, generation):
        """Waits until the workers have taken that generation of rules."""
        if not self.bridge:
            self.wait_for(lambda: self.counter("detect.generation") >= generation, f"generation {generation} not in force",
                          self.main, 120)

    def sluice(self, *arguments, check=True, timeout=200):
        """Runs a command of Sluice over this bed's configuration; its output."""
        return self.inside(self.namespaces["wire"], SLUICE, *arguments, "-c", self.configuration, check=check,
                           timeout=timeout)

    def stat(self):
        return json.loads(self.sluice("stat", "--json", "--all"))

    def counter(self, name):
        try:
            return self.stat()["counters"].get(name, 0)
        except Trouble:
            return 0

    def events(self, *arguments):
        """Events of the journal as EVE objects."""
        text = self.sluice("events", "--json", *arguments)
        return [json.loads(line) for line in text.splitlines() if line.strip()]

    def eve(self):
        """Events of eve.json so far: cheaper to look at than the journal."""
        try:
            with open(self.path("log/eve.json"), errors="replace") as file:
                return [json.loads(line) for line in file if line.endswith("\n")]
        except FileNotFoundError:
            return []

    def alerts(self, sid):
        """How many alerts of a rule eve.json has."""
        return sum(e["event_type"] == "alert" and e["alert"]["signature_id"] == sid for e in self.eve())

    def reload(self):
        """Reloads the rules as `sluice rules reload --json` does, without a JVM's start: over the control socket."""
        with socket.socket(socket.AF_UNIX) as control:
            control.settimeout(60)
            control.connect(os.path.join(self.cnc, "control.sock"))
            control.sendall(b'{"command":"reload"}\n')
            with control.makefile() as lines:
                answer = json.loads(lines.readline())
        if not answer["ok"]:
            raise Trouble(f"reload: {answer['error']}")
        return answer["result"]

    def traffic(self, where, *what, timeout=120):
        """Runs a client of traffic.py to its end; the object it prints."""
        output = self.inside(self.namespaces[where], sys.executable, TRAFFIC, *[str(w) for w in what], timeout=timeout)
        return json.loads(output.splitlines()[-1])

    def start_traffic(self, where, *what):
        return self.spawn(where, sys.executable, TRAFFIC, *[str(w) for w in what])

    def finish_traffic(self, process, seconds=120):
        """Waits for a client started before; the object it prints."""
        process.wait(seconds)
        lines = self.log(process).splitlines()
        if process.returncode != 0 or not lines:
            raise Trouble("a traffic client failed:\n" + "\n".join(lines))
        return json.loads(lines[-1])


def case(body):
    """Runs a case: skipped with the reason where no bed can be made, failed with a message on any trouble."""
    why = reason_to_skip()
    if why:
        print(f"skipped: {why}")
        sys.exit(SKIPPED)
    try:
        body()
    except (Trouble, AssertionError) as problem:
        print(f"failed: {problem}")
        sys.exit(1)
    except subprocess.TimeoutExpired as problem:
        print(f"failed: {problem}")
        sys.exit(1)


def require(condition, message):
    """Fails the case when the condition does not hold."""
    if not condition:
        raise AssertionError(message)
