"""What a host could make of the frames that reached it.

Hosts differ in which of two overlapping fragments or segments they believe, and in which packets they refuse; a packet may
also be lost on its way. So the model is every host at once: each place of a datagram or stream holds the set of bytes that
any packet brought there, and a text is deliverable when each of its bytes is in the set of its place. A byte that urgent
data points at may be there or be left out. Only what no host does is left out: to believe wrong checksums, to hand over what
is behind a hole, and to take again what it has acknowledged.
"""
import struct

from crafting import ACK, FRAGMENT, RST, SYN, TCP, UDP, URG, checksum


class Place:
    """Sets of bytes by position. Nothing behind a position that no packet brought is ever handed to a program."""

    def __init__(self, start=0):
        self.start, self.bytes, self.optional, self.settled = start, {}, set(), start

    def put(self, at, data):
        for i, byte in enumerate(data):
            if at + i >= self.settled:
                self.bytes.setdefault(at + i, set()).add(byte)

    def settle(self, end):
        """The host has said that it has all before `end`: what comes again it does not look at."""
        self.settled = max(self.settled, end)

    def can_hold(self, text, end=None):
        """Whether some choice of bytes, without a hole before `end`, contains the text."""
        stop = self.start
        while stop in self.bytes and stop != end:
            stop += 1
        return (end is None or stop == end) and any(self.matches(at, text, stop) for at in range(self.start, stop))

    def matches(self, start, text, stop):
        places = {start}
        for byte in text:
            following = set()
            for place in places:
                while place < stop:
                    if byte in self.bytes[place]:
                        following.add(place + 1)
                    if place not in self.optional:
                        break
                    place += 1
            places = following
        return bool(places)


def network(frame):
    """(version, source, destination, protocol, identification, offset, more, payload) of an IP frame, else None. Tags with
    VLAN 0 are looked through, as hosts do."""
    at = 12
    while frame[at:at + 2] in (b"\x81\0", b"\x88\xa8"):
        at += 4
    kind, packet = frame[at:at + 2], frame[at + 2:]
    if kind == b"\x08\0" and len(packet) >= 20 and packet[0] >> 4 == 4:
        header = (packet[0] & 15) * 4
        total, number, fragment = struct.unpack("!HHH", packet[2:8])
        if checksum(packet[:header]) != 0:
            return None
        return (4, packet[12:16], packet[16:20], packet[9], number, (fragment & 0x1fff) * 8, bool(fragment & 0x2000),
                packet[header:total])
    if kind == b"\x86\xdd" and len(packet) >= 40:
        length, following = struct.unpack("!HB", packet[4:7])
        source, destination, payload = packet[8:24], packet[24:40], packet[40:40 + length]
        while following in (0, 43, 60):
            following, payload = payload[0], payload[8 + payload[1] * 8:]
        if following == FRAGMENT:
            protocol, _, offset, number = struct.unpack("!BBHI", payload[:8])
            return 6, source, destination, protocol, number, offset & 0xfff8, bool(offset & 1), payload[8:]
        return 6, source, destination, following, 0, 0, False, payload
    return None


def _is_fragment(packet):
    return packet[5] > 0 or packet[6] or packet[0] == 6 and packet[4] > 0


class AnyReceiver:
    """All hosts at once, of the frames from one source; and what the host that is there answered."""

    def __init__(self, source):
        self.source = source
        self.datagrams, self.streams = {}, {}
        self.whole = []

    def take(self, frame):
        packet = network(frame)
        if packet is None or self.source not in packet[1:3]:
            return
        _, source, _, protocol, number, offset, more, payload = packet
        if source != self.source:
            self.answered(protocol, payload)
        elif _is_fragment(packet):
            place, ends = self.datagrams.setdefault((protocol, number), (Place(), set()))
            place.put(offset, payload)
            if not more:
                ends.add(offset + len(payload))
        else:
            self.transport(protocol, payload)

    def transport(self, protocol, payload):
        if protocol == UDP:
            self.whole.append(payload)
        elif protocol == TCP and len(payload) >= 20:
            sport, _, sequence, _, words, flags = struct.unpack("!HHIIBB", payload[:14])
            urgent, = struct.unpack("!H", payload[18:20])
            data = payload[(words >> 4) * 4:]
            start = middle(sequence + (1 if flags & SYN else 0))
            if flags & SYN and sport not in self.streams:
                self.streams[sport] = Place(start)
            if flags & (ACK | SYN) and sport in self.streams:
                place = self.streams[sport]
                place.put(start, data)
                if flags & URG and 0 < urgent <= len(data):
                    place.optional.add(start + urgent - 1)

    def answered(self, protocol, payload):
        if protocol == TCP:
            _, port, _, acknowledged, _, flags = struct.unpack("!HHIIBB", payload[:14])
            if flags & ACK and not flags & RST and port in self.streams:
                self.streams[port].settle(middle(acknowledged))

    def can_hold(self, text):
        return any(text in payload for payload in self.whole) \
            or any(place.can_hold(text, end) for place, ends in self.datagrams.values() for end in ends) \
            or any(place.can_hold(text) for place in self.streams.values())


def middle(sequence):
    """Sequence numbers, turned so that they wrap where they seldom are."""
    return (sequence ^ 0x80000000) & 0xffffffff
