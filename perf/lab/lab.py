"""What a case is given: the options of the run, a folder to work in, our programs, and the peers as they are asked for."""
import machine
import suricata
import testpmd
from machine import Skip
from sluice import Sluice


class Lab:
    def __init__(self, options, work):
        self.options, self.work = options, work
        self.ours = Sluice()
        self.core, self.other_core = options.core, 0 if options.core != 0 else 1
        self.environment = machine.environment(self.ours.java) | {"core": options.core}
        self._peers = {}

    def rules(self):
        """The rule file. Raises Skip when it is not there."""
        return present(self.options.rules, "--rules")

    def capture(self):
        """The real mix. Raises Skip when it is not there."""
        return present(self.options.capture, "--capture")

    def suricata(self):
        """Suricata 7. Raises Skip with the reason."""
        return self._peer("suricata", suricata.find, lambda peer: peer.describe())

    def testpmd(self):
        """Path of dpdk-testpmd. Raises Skip with the reason."""
        return self._peer("testpmd", testpmd.find, testpmd.version)

    def _peer(self, name, find, describe):
        if name not in self._peers:
            self._peers[name] = find()
            self.environment[name] = describe(self._peers[name])
        return self._peers[name]


def present(file, option):
    if not file.exists():
        raise Skip(f"{file} is not there: name one with {option}")
    return file
