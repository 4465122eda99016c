"""Frames made by hand: Ethernet, IPv4 and IPv6 with fragments, UDP, and both directions of a TCP session."""
import random
import socket
import struct

CLIENT_MAC, SERVER_MAC = bytes.fromhex("020000007701"), None
FIN, SYN, RST, PSH, ACK, URG = 1, 2, 4, 8, 16, 32
TCP, UDP, FRAGMENT = 6, 17, 44
IPV4, IPV6 = b"\x08\0", b"\x86\xdd"
FENCE = b"\x88\xb5"
LEAST = 60


def checksum(data):
    if len(data) % 2:
        data += b"\0"
    total = sum(struct.unpack(f"!{len(data) // 2}H", data))
    total = (total & 0xffff) + (total >> 16)
    total = (total & 0xffff) + (total >> 16)
    return ~total & 0xffff


def pad(frame):
    return frame + bytes(max(0, LEAST - len(frame)))


class Host:
    """Addresses of both ends, and how a packet between them becomes frames. IPv6 when the addresses are."""

    def __init__(self, source, destination, server_mac):
        self.six = ":" in source
        family = socket.AF_INET6 if self.six else socket.AF_INET
        self.source_text = source
        self.source, self.destination = socket.inet_pton(family, source), socket.inet_pton(family, destination)
        self.server_mac = server_mac

    def frame(self, packet, tags=b"", to=None):
        return pad((to or self.server_mac) + CLIENT_MAC + tags + (IPV6 if self.six else IPV4) + packet)

    def pseudo(self, protocol, length, reverse=False):
        ends = self.destination + self.source if reverse else self.source + self.destination
        return ends + (struct.pack("!IHBB", length, 0, 0, protocol) if self.six else struct.pack("!BBH", 0, protocol, length))

    def ip(self, protocol, payload, ttl=64, number=0, offset=0, more=False, options=b"", bad=False, flags=0, reverse=False,
           length=None):
        """One packet: `offset` in bytes; in IPv6 a fragment when there is an offset or more to come; `options` are IPv4's,
        or an IPv6 extension header whose first byte this fills in. `bad`: a wrong header checksum (IPv4)."""
        source, destination = (self.destination, self.source) if reverse else (self.source, self.destination)
        if self.six:
            following = protocol
            if offset or more or number:
                payload = struct.pack("!BBHI", following, 0, offset | more, number) + payload
                following = FRAGMENT
            if options:
                kind, rest = options[0], options[1:]
                payload = bytes([following]) + rest + payload
                following = kind
            return struct.pack("!IHBB", 6 << 28, len(payload), following, ttl) + source + destination + payload
        words = 5 + len(options) // 4
        total = length or 4 * words + len(payload)
        header = struct.pack("!BBHHHBBH", 0x40 | words, 0, total, number, flags | more << 13 | offset // 8, ttl, protocol, 0)
        header += source + destination + options
        value = checksum(header) ^ (0x1234 if bad else 0)
        return header[:10] + struct.pack("!H", value) + header[12:] + payload

    def udp(self, sport, dport, data, sum_field=None):
        header = struct.pack("!HHHH", sport, dport, 8 + len(data), 0)
        value = checksum(self.pseudo(UDP, 8 + len(data)) + header + data) or 0xffff
        return header[:6] + struct.pack("!H", value if sum_field is None else sum_field) + data


def cut(data, size):
    """(offset, piece) of every piece of `size` bytes."""
    return [(at, data[at:at + size]) for at in range(0, len(data), size)]


def shuffled(things, seed=7):
    things = list(things)
    random.Random(seed).shuffle(things)
    return things


class Datagram:
    """A datagram to be sent in fragments. `number` is its identification."""

    def __init__(self, host, protocol, payload, number=77):
        self.host, self.protocol, self.payload, self.number = host, protocol, payload, number

    def fragment(self, start, end=None, data=None, more=None, **changes):
        """The fragment of bytes start..end-1, of this datagram or of `data`, which then stands at `start`."""
        end = len(self.payload) if end is None else min(end, len(self.payload))
        data = self.payload[start:end] if data is None else data
        more = start + len(data) < len(self.payload) if more is None else more
        number = changes.pop("number", self.number)
        frame = {name: changes.pop(name) for name in ("tags", "to") if name in changes}
        return self.host.frame(self.host.ip(self.protocol, data, number=number, offset=start, more=more, **changes), **frame)

    def fragments(self, size, **changes):
        return [self.fragment(at, at + size, **changes) for at, _ in cut(self.payload, size)]


class Session:
    """The client's end of a TCP session. Offsets count from the first byte behind the SYN."""

    def __init__(self, host, port, to_port=80, isn=0x1000, timestamps=False, mss=1460, scale=None):
        self.host, self.port, self.to_port, self.isn = host, port, to_port, isn
        self.timestamps, self.mss, self.scale = timestamps, mss, scale
        self.clock, self.echo = 5000, 0
        self.server_isn = 0
        self.acknowledge = 1
        self.window = 64240

    def options(self, syn=False, clock=None, md5=False, extra=b""):
        options = b""
        if syn:
            options += struct.pack("!BBH", 2, 4, self.mss)
            if self.scale is not None:
                options += bytes([1, 3, 3, self.scale])
        if self.timestamps:
            options += struct.pack("!BBBBII", 1, 1, 8, 10, self.clock if clock is None else clock, self.echo)
        if md5:
            options += bytes([1, 1, 19, 18]) + bytes(range(16))
        options += extra
        return options + b"\1" * (-len(options) % 4)

    def packet(self, flags, offset, data=b"", ack=None, bad=False, urgent=0, sequence=None, clock=None, md5=False, extra=b"",
               window=None, server=False, syn=False):
        """A TCP header with data. `ack` and `offset` are relative to the SYNs; `server` speaks as the other end."""
        sequence = self.isn + 1 + offset if sequence is None else sequence
        ack = self.server_isn + (self.acknowledge if ack is None else ack)
        sport, dport = self.port, self.to_port
        if server:
            sequence, ack = self.server_isn + 1 + offset, self.isn + ack - self.server_isn
            sport, dport = dport, sport
        options = self.options(syn or bool(flags & SYN), clock, md5, extra)
        header = struct.pack("!HHIIBBHHH", sport, dport, sequence & 0xffffffff, ack & 0xffffffff if flags & ACK else 0,
                             (20 + len(options)) // 4 << 4, flags, self.window if window is None else window, 0, urgent)
        whole = header + options + data
        value = checksum(self.host.pseudo(TCP, len(whole), server) + whole) ^ (0x4321 if bad else 0)
        return whole[:16] + struct.pack("!H", value) + whole[18:]

    def segment(self, offset, data=b"", flags=ACK | PSH, ttl=64, options=b"", bad_ip=False, tags=b"", to=None, **changes):
        """A frame with data at `offset`."""
        self.clock += 1
        packet = self.packet(flags, offset, data, **changes)
        return self.host.frame(self.host.ip(TCP, packet, ttl=ttl, options=options, bad=bad_ip,
                                            reverse=changes.get("server", False)), tags, to)

    def syn(self, data=b"", extra=b"", **changes):
        return self.segment(-1, data, SYN, extra=extra, **changes)

    def segments(self, data, size, start=0, **changes):
        return [self.segment(start + at, piece, **changes) for at, piece in cut(data, size)]

    def fragmented(self, data, size, **changes):
        """A segment in IP fragments."""
        return Datagram(self.host, TCP, self.packet(ACK | PSH, 0, data, **changes), 99).fragments(size)
