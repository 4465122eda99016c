"""Where Suricata 7 comes from: the machine's own, or Debian's backports, unpacked beside the system's libraries."""
import os
import re
import shutil
import subprocess
from pathlib import Path

from machine import Skip, root_folder, say, text

BACKPORTS = """# Added by Sluice's perf/compare, for Suricata 7.
Types: deb
URIs: {mirror}
Suites: bookworm-backports
Components: main
Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg
"""
SOURCE = Path("/etc/apt/sources.list.d/sluice-backports.sources")


def mirror():
    """The Debian mirror that this machine's apt uses already."""
    for file in [Path("/etc/apt/sources.list"), *sorted(Path("/etc/apt/sources.list.d").glob("*"))]:
        for line in file.read_text(errors="replace").splitlines() if file.is_file() else []:
            found = re.match(r"\s*(?:URIs:\s*|deb\s+(?:\[[^]]*\]\s*)?)(\S+/debian)/?(?:\s|$)", line)
            if found:
                return found[1]
    raise Skip("apt has no Debian mirror in its sources, so backports cannot be added: install suricata 7 by hand")


def find():
    """(program, environment) of the Suricata to compare with; fetches it where there is none. Raises Skip with the reason."""
    installed = shutil.which("suricata")
    if installed:
        return installed, dict(os.environ)
    unpacked = root_folder() / "perf" / "target" / "suricata"
    if not (unpacked / "usr/bin/suricata").exists():
        fetch(unpacked)
    libraries = unpacked / "usr/lib/x86_64-linux-gnu"
    environment = dict(os.environ, LD_LIBRARY_PATH=str(libraries))
    return str(unpacked / "usr/bin/suricata"), environment


def fetch(unpacked):
    """Unpacks Debian's package and the libraries it lacks, without installing: its Hyperscan conflicts with Vectorscan."""
    if not shutil.which("apt-get"):
        raise Skip("no suricata on the PATH, and no apt-get to fetch it with")
    package = candidate()
    if package is None:
        if os.geteuid() != 0:
            raise Skip("no suricata on the PATH; adding bookworm-backports to apt's sources takes root")
        say(f"adding bookworm-backports to apt's sources ({SOURCE}) for Suricata 7")
        SOURCE.write_text(BACKPORTS.format(mirror=mirror()))
        subprocess.run(["apt-get", "update", "-q"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
        package = candidate()
        if package is None:
            raise Skip("apt has no Suricata 7, even with bookworm-backports")
    packages = missing_packages("suricata=" + package)
    say("fetching from Debian: " + " ".join(packages))
    debs = unpacked.parent / "debs"
    debs.mkdir(parents=True, exist_ok=True)
    done = subprocess.run(["apt-get", "download", "-q", *packages], cwd=debs, capture_output=True, text=True)
    if done.returncode != 0:
        raise Skip("apt-get download failed: " + done.stderr.strip()[-300:])
    for deb in sorted(debs.glob("*.deb")):
        subprocess.run(["dpkg-deb", "-x", str(deb), str(unpacked)], check=True)
    shutil.rmtree(debs)


def candidate():
    """Version of Suricata 7 that apt can get, or None."""
    versions = re.findall(r"^\s+(?:\*\*\* )?(\S*7\.\d\S*) \d+$", text("apt-cache", "policy", "suricata"), re.M)
    return versions[0] if versions else None


def missing_packages(first):
    """The package and all it depends on that is not installed."""
    wanted, queue = [], [first]
    while queue:
        package = queue.pop()
        if package in wanted:
            continue
        wanted.append(package)
        shown = text("apt-cache", "show", package).split("\n\n")[0]
        depends = re.search(r"^Depends: (.*)$", shown, re.M)
        for alternatives in depends[1].split(", ") if depends else []:
            names = [re.match(r"[^\s(:]+", each)[0] for each in alternatives.split(" | ")]
            if names[0].startswith(("lib", "dpdk")) and not any(is_enough(each) for each in alternatives.split(" | ")):
                version = re.search(r"\(>= (\S*bpo\S*)\)", alternatives)
                queue.append(names[0] + ("/bookworm-backports" if version else ""))
    return wanted


def is_enough(dependency):
    """Whether an installed package satisfies one alternative of a Depends line."""
    name, least = re.match(r"([^\s(:]+)(?::\w+)?(?: \(>= (\S+)\))?", dependency).groups()
    have = subprocess.run(["dpkg-query", "-W", "-f", "${db:Status-Status} ${Version}", name],
                          capture_output=True, text=True).stdout.split()
    if len(have) != 2 or have[0] != "installed":
        return False
    return least is None or subprocess.run(["dpkg", "--compare-versions", have[1], "ge", least]).returncode == 0
