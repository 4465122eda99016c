"""Sluice's own programs of org.sluice.perf.run: started, pinned, their last line read."""
import json
import os
import socket
import subprocess
import tempfile
from pathlib import Path

from machine import Skip, root_folder

RELOAD_SECONDS = 120


def reload(cnc, rules, text):
    """Gives the rule file of a running control plane another text and has it loaded; returns when it is in force."""
    following = rules.with_name("next")
    following.write_bytes(text)
    following.rename(rules)
    with socket.socket(socket.AF_UNIX) as control:
        control.settimeout(RELOAD_SECONDS)
        control.connect(str(cnc / "control.sock"))
        control.sendall(b'{"command":"reload"}\n')
        with control.makefile() as lines:
            answer = json.loads(lines.readline())
    if not answer["ok"]:
        raise Skip(f"sluice's reload: {answer['error']}")


class Sluice:
    def __init__(self):
        root = root_folder()
        home = subprocess.run([root / "deploy/bin/find-jdk"], capture_output=True, text=True)
        if home.returncode != 0:
            raise Skip(home.stderr.strip())
        self.java = home.stdout.strip() + "/bin/java"
        modules = [root / each / "target/classes" for each in ("perf", "control", "dataplane", "rules", "bindings")]
        libraries = root / "perf/target/lib"
        for needed in [*modules, libraries, root / "native/build/libsluice.so"]:
            if not needed.exists():
                raise Skip(f"{needed} is not there: run `make build`")
        conf = root / "deploy/conf"
        self.base = [f"@{conf}/jvm.options", f"-Dsluice.native.dir={root}/native/build", "-cp",
                     ":".join(map(str, modules)) + f":{libraries}/*"]
        self.dataplane = f"@{conf}/dataplane.options"

    def command(self, program, flags=(), **options):
        """The command line of a program."""
        arguments = [each for name, value in options.items() if value is not None for each in (f"--{name}", str(value))]
        return [self.java, self.base[0], *flags, *self.base[1:], f"org.sluice.perf.run.{program}", *arguments]

    def run(self, program, flags=(), **options):
        """Runs a program to its end; returns its lines and the JSON object of the last, its whole processor time added."""
        command = self.command(program, flags, **options)
        with tempfile.TemporaryFile("w+") as errors:
            process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=errors, text=True)
            try:
                out = process.stdout.read()
                _, status, used = os.wait4(process.pid, 0)
                process.returncode = os.waitstatus_to_exitcode(status)
            finally:
                if process.returncode is None:
                    process.kill()
                    process.wait()
            errors.seek(0)
            err = errors.read()
        lines = out.strip().splitlines()
        if process.returncode != 0 or not lines or not lines[-1].startswith("{"):
            raise Skip(f"{program} ended with {process.returncode}: {(err or out).strip()[-600:]}")
        result = json.loads(lines[-1])
        result["cpu_s"], result["peak_kb"] = used.ru_utime + used.ru_stime, used.ru_maxrss
        return lines[:-1], result

    def make_traffic(self, to: Path, size, flows, **more):
        """Writes a capture of so many flows; more: options of MakeTraffic."""
        if not to.exists():
            to.parent.mkdir(parents=True, exist_ok=True)
            self.run("MakeTraffic", to=to, bytes=size, flows=flows, **more)
        return to

    def forward(self, capture, mode, cores, seconds, warmup, **more):
        """{frames, cpu_ns, wall_ns, ...} of forwarding; mode is wire or flow. Several captures and cores: by commas.
        more: options of ForwardRun."""
        flags = [self.dataplane, "-Xms768m", "-Xmx768m"]
        return self.run("ForwardRun", flags, capture=capture, mode=mode, cores=cores, seconds=seconds, warmup=warmup,
                        **more)[1]

    def inspect(self, capture, rules, core, rounds, warmup):
        """Rounds as (frames, cpu_ns), and what was counted."""
        flags = [self.dataplane, "-Xms1500m", "-Xmx1500m"]
        lines, result = self.run("InspectRun", flags, capture=capture, rules=rules, core=core, rounds=rounds, warmup=warmup,
                                 **{"timed-rounds": 1 if rules else None})
        measured = [line.split() for line in lines if line.startswith("round ")]
        return [(int(each[2]), int(each[3])) for each in measured], result

    def load(self, rules):
        options = f"@{root_folder()}/deploy/conf/rules.options"
        return self.run("LoadRun", [options], rules=rules)[1]
