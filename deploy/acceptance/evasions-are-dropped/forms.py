"""The forms an attack can take below the application: fragments of IPv4 and IPv6, and TCP segments.

A form is a function that yields frames, or SETTLE where it waits until what it sent has crossed and been answered. It is run
twice, with a text that a rule drops and with a harmless one of the same length. Decoys are what an attacker shows the guard
in place of the text, in a packet that its target will not take.
"""
from crafting import ACK, FIN, PSH, RST, SYN, TCP, UDP, URG, Datagram, cut, shuffled

SETTLE = object()
FORMS = []
SERVER_DIES_AT = 1  # A packet with this TTL is one that expires before the server.


class Form:
    def __init__(self, kind, name, body, options):
        self.kind, self.name, self.body = kind, name, body
        # refused: frames of the harmless form may be dropped, by policy. stuck: and then its data need not arrive either.
        # expect: what a Linux server reads. neutral: the text is not dropped, but no host reads it any more. The rest are
        # arguments of the session.
        self.refused = options.pop("refused", False)
        self.stuck = options.pop("stuck", False)
        self.expect = options.pop("expect", lambda text: text)
        self.neutral = options.pop("neutral", False)
        self.session = options


def form(kind, name, **options):
    def register(body):
        FORMS.append(Form(kind, name, body, options))
        return body
    return register


def decoy(text):
    """Bytes that differ everywhere and match no rule."""
    return bytes(b ^ 1 if chr(b).isalpha() else b for b in text) if text.isascii() else bytes(len(text))


# ---- fragments: `d` is a Datagram whose payload holds the text; 8 bytes of UDP header first

for _size in (8, 24):
    form("fragments", f"{_size}-byte, in order")(lambda d, n=_size: d.fragments(n))
    form("fragments", f"{_size}-byte, last first")(lambda d, n=_size: d.fragments(n)[::-1])
    form("fragments", f"{_size}-byte, shuffled")(lambda d, n=_size: shuffled(d.fragments(n)))
    form("fragments", f"{_size}-byte, each twice")(lambda d, n=_size: [f for f in d.fragments(n) for _ in "12"][:-1])
    form("fragments", f"{_size}-byte, shuffled, some twice")(
        lambda d, n=_size: (lambda all: shuffled(all[:-1] + all[:3]) + all[-1:])(d.fragments(n)))


def _middle(d):
    """Start and end of 16 bytes in the middle of the text, on fragment borders."""
    at = d.text_at // 8 * 8 + 8
    return at, at + 16


# Linux gives up a datagram whose fragments overlap, whatever they say.
@form("fragments", "overlapping, the same bytes", stuck=True)
def _(d):
    return [d.fragment(at, at + 24) for at in range(0, len(d.payload) - 24, 8)] + [d.fragment(len(d.payload) // 8 * 8)]


def _overlap(d, first, second, newer):
    """(start, bytes) of two fragments that conflict: of what both bring, one of them shows the text."""
    low, high = _middle(d)
    common = range(low + max(first[0], second[0]), high + min(first[1], second[1]))
    for (start, end), show in ((first, not newer), (second, newer)):
        data = bytearray(d.payload[low + start:high + end])
        for at in () if show else common:
            data[at - low - start:at - low - start + 1] = decoy(d.payload[at:at + 1])
        yield low + start, bytes(data)


for _name, _first, _second in (
        ("the same range", (0, 0), (0, 0)), ("later one begins left", (0, 0), (-8, -8)),
        ("later one begins right", (0, 0), (8, 8)), ("later one encloses", (0, 0), (-8, 8)),
        ("later one inside", (-8, 8), (0, 0)), ("same begin, longer", (0, 0), (0, 8)),
        ("same end, longer", (0, 0), (-8, 0))):
    for _wins in ("older", "newer"):
        def _body(d, first=_first, second=_second, newer=_wins == "newer"):
            covered = set()
            for start, data in _overlap(d, first, second, newer):
                covered.update(range(start, start + len(data)))
                yield d.fragment(start, data=data, more=True)
            for at in shuffled(range(0, len(d.payload), 8)):
                if at not in covered:
                    yield d.fragment(at, at + 8)
        form("fragments", f"overlapping, {_name}, {_wins} has the text", refused=True, stuck=True)(_body)


@form("fragments", "completed by a decoy that expires, text later", refused=True, stuck=True)
def _(d):
    low, high = _middle(d)
    yield d.fragment(0, low)
    yield d.fragment(high)
    yield d.fragment(low, data=decoy(d.payload[low:high]), more=True, ttl=SERVER_DIES_AT)
    yield SETTLE
    yield d.fragment(low, high)


@form("fragments", "decoys around what is kept, then swapped", refused=True, stuck=True)
def _(d):
    low, high = _middle(d)
    yield d.fragment(low, high)
    yield d.fragment(0, data=d.payload[:8] + decoy(d.payload[8:low]), more=True, ttl=SERVER_DIES_AT)
    yield d.fragment(high)
    yield SETTLE
    yield d.fragment(low, data=decoy(d.payload[low:high]), more=True, ttl=SERVER_DIES_AT)
    yield SETTLE
    yield d.fragment(0, low)


@form("fragments", "decoy that hosts refuse for its options, text later", refused=True, stuck=True)
def _(d):
    low, high = _middle(d)
    # Loose source routing in IPv4; in IPv6 an option that a host must discard the packet for.
    options = bytes([60, 0, 0xC3, 4, 0, 0, 0, 0]) if d.host.six else b"\x83\x07\x04" + bytes([10, 9, 9, 9]) + b"\0"
    yield d.fragment(0, low)
    yield d.fragment(high)
    yield d.fragment(low, data=decoy(d.payload[low:high]), more=True, options=options)
    yield SETTLE
    yield d.fragment(low, high)


@form("fragments", "two ends", refused=True, stuck=True)
def _(d):
    low, high = _middle(d)
    yield d.fragment(0, low)
    yield d.fragment(low, data=decoy(d.payload[low:high]), more=False, ttl=SERVER_DIES_AT)
    yield SETTLE
    yield d.fragment(low, high)
    yield d.fragment(high)


@form("fragments", "an end without bytes", refused=True, stuck=True)
def _(d):
    at = len(d.payload) // 8 * 8
    d.payload = d.payload[:at]
    for frame in d.fragments(24)[:-1]:
        yield frame
    rest = (at - 1) // 24 * 24
    yield d.fragment(rest, at, more=True)
    yield d.fragment(at, data=b"", more=False)


@form("fragments", "a middle one of odd length", refused=True, stuck=True)
def _(d):
    low, high = _middle(d)
    yield d.fragment(0, low)
    yield d.fragment(low, data=d.payload[low:high + 3], more=True)
    yield d.fragment(high)


@form("fragments", "two datagrams in turn")
def _(d):
    other = Datagram(d.host, d.protocol, d.udp(decoy(d.text)), d.number + 1)
    for mine, its in zip(d.fragments(8), other.fragments(8)):
        yield mine
        yield its


@form("fragments", "behind an extension header or options")
def _(d):
    options = bytes([60, 0, 1, 4, 0, 0, 0, 0]) if d.host.six else b"\1\1\1\1"
    return d.fragments(24, options=options)


# ---- TCP segments: `s` is an established Session, `t` the text with a few bytes around it

@form("tcp", "in one segment")
def _(s, t):
    yield s.segment(0, t)


for _size in (1, 3, 7):
    form("tcp", f"{_size}-byte segments")(lambda s, t, n=_size: s.segments(t, n))
    form("tcp", f"{_size}-byte segments, last first")(lambda s, t, n=_size: s.segments(t, n)[::-1])
    form("tcp", f"{_size}-byte segments, shuffled")(lambda s, t, n=_size: shuffled(s.segments(t, n)))
    form("tcp", f"{_size}-byte segments, shuffled, each twice")(lambda s, t, n=_size: shuffled(s.segments(t, n) * 2))


@form("tcp", "1-byte segments, wrapped numbers", isn=0xfffffff0)
def _(s, t):
    return s.segments(t, 1)


@form("tcp", "1-byte segments, wrapped numbers, shuffled", isn=0xfffffff0)
def _(s, t):
    return shuffled(s.segments(t, 1))


@form("tcp", "overlapping, the same bytes")
def _(s, t):
    return [s.segment(at, t[max(0, at):at + 9]) for at in range(0, len(t), 4)]


@form("tcp", "overlapping, the same bytes, shuffled")
def _(s, t):
    return shuffled(s.segment(at, t[max(0, at):at + 9]) for at in range(0, len(t), 4))


def _holes(s, t, first, second, newer):
    """Two conflicting segments ahead of a hole, which is filled then. Only what both bring differs."""
    low, high = 12, 20
    common = range(low + max(first[0], second[0]), high + min(first[1], second[1]))
    covered = set()
    for (start, end), show in ((first, not newer), (second, newer)):
        piece = bytearray(t[low + start:high + end])
        covered.update(range(low + start, high + end))
        if not show:
            for at in common:
                piece[at - low - start:at - low - start + 1] = decoy(t[at:at + 1])
        yield s.segment(low + start, bytes(piece))
    yield SETTLE
    for at in range(len(t) - 1, -1, -1):
        if at not in covered:
            yield s.segment(at, t[at:at + 1])


for _name, _first, _second in (
        ("the same range", (0, 0), (0, 0)), ("later one begins left", (0, 0), (-4, -4)),
        ("later one begins right", (0, 0), (4, 4)), ("later one encloses", (0, 0), (-4, 4)),
        ("later one inside", (-4, 4), (0, 0))):
    for _wins in ("older", "newer"):
        # Where the later one brings new bytes as well, its sender would have to send those again.
        form("tcp", f"conflict ahead of a hole, {_name}, {_wins} has the text", refused=True, stuck=_first != _second)(
            lambda s, t, a=_first, b=_second, n=_wins == "newer": _holes(s, t, a, b, n))


@form("tcp", "a decoy that expires, then the text", refused=True, stuck=True)
def _(s, t):
    yield s.segment(0, decoy(t), ttl=SERVER_DIES_AT)
    yield SETTLE
    yield s.segment(0, t)


@form("tcp", "the text, then a decoy", refused=True)
def _(s, t):
    for at, piece in cut(t, 8):
        yield s.segment(at, piece)
        yield s.segment(at, decoy(piece))


@form("tcp", "decoys that expire, byte by byte, then the text", refused=True, stuck=True)
def _(s, t):
    for at, piece in cut(t, 1):
        yield s.segment(at, decoy(piece), ttl=SERVER_DIES_AT)
        yield s.segment(at, piece)


@form("tcp", "many bytes that expire, sent again with the text", refused=True, stuck=True, scale=7)
def _(s, t):
    filler = b"0123456789abcdef" * 64
    s.window = 65000
    for at in range(0, 60 * 1024, 1024):
        yield s.segment(at, filler, ttl=SERVER_DIES_AT)
    yield SETTLE
    yield s.segment(0, t)
    yield s.segment(len(t), filler)


def _blind(name, **changes):
    """A decoy in packets that the server refuses, before each piece of the text."""
    @form("tcp", name, refused=True, stuck=changes.pop("stuck", False), **changes.pop("session", {}))
    def _(s, t):
        for at, piece in cut(t, 6):
            yield s.segment(at, decoy(piece), **{k: v(s) if callable(v) else v for k, v in changes.items()})
            yield s.segment(at, piece)
            if at == 0:
                yield SETTLE


_blind("decoys with a bad TCP checksum", bad=True)
_blind("decoys with a bad IP checksum", bad_ip=True)
_blind("decoys without ACK", flags=PSH)
_blind("decoys with no flags", flags=0)
_blind("decoys with SYN", flags=SYN | ACK | PSH)
_blind("decoys with SYN and FIN", flags=SYN | FIN | PSH)
_blind("decoys with RST", flags=RST | PSH, sequence=lambda s: s.isn + 400)
_blind("decoys with an old timestamp", session={"timestamps": True}, clock=17)
_blind("decoys with an MD5 signature", md5=True, stuck=True)
_blind("decoys that acknowledge what was never sent", ack=900_000)
_blind("decoys to another Ethernet address", to=bytes.fromhex("02000000ffff"), stuck=True)
_blind("decoys with a source route", options=b"\x83\x07\x04" + bytes([10, 9, 9, 9]) + b"\0", stuck=True)


def _between(name, frames, stuck=False, **session):
    """Something between the pieces of the text that must not end or move the inspection."""
    @form("tcp", name, refused=True, stuck=stuck, **session)
    def _(s, t):
        for at, piece in cut(t, 6):
            yield s.segment(at, piece)
            yield from frames(s, at + len(piece))


_between("RSTs with a bad checksum between", lambda s, at: [s.segment(at, flags=RST, bad=True)])
_between("RST-ACKs with a bad checksum between", lambda s, at: [s.segment(at, flags=RST | ACK, bad=True)])
_between("FINs with a bad checksum between", lambda s, at: [s.segment(at, flags=FIN | ACK, bad=True)])
_between("RSTs that expire between", lambda s, at: [s.segment(at, flags=RST, ttl=SERVER_DIES_AT)])
_between("FINs that expire between", lambda s, at: [s.segment(at, flags=FIN | ACK, ttl=SERVER_DIES_AT)], stuck=True)
_between("RSTs out of place between", lambda s, at: [s.segment(at + 300, flags=RST), s.segment(at + 80_000, flags=RST)])
_between("SYNs between", lambda s, at: [s.segment(at, flags=SYN, ttl=SERVER_DIES_AT, ack=0)])
_between("RST and another SYN that expire between", lambda s, at: [
    s.segment(at, flags=RST, ttl=SERVER_DIES_AT), s.segment(0, flags=SYN, sequence=s.isn ^ 0x5555555, ttl=SERVER_DIES_AT)],
    stuck=True)
_between("data beyond the window between", lambda s, at: [s.segment(at + (1 << 21), b"z" * 30)])
_between("data before the window between", lambda s, at: [s.segment(at - (1 << 20), b"z" * 30)])
_between("old bytes again between", lambda s, at: [s.segment(at - 3, b"zzz"[:3])])
_between("keep-alives between", lambda s, at: [s.segment(at - 1, b"z")])
_between("RSTs of the server, sent by the client, between", lambda s, at: [
    s.segment(s.acknowledge - 1, flags=RST | ACK, ack=1 + at, server=True)])
_between("FINs of the server, sent by the client, between", lambda s, at: [
    s.segment(s.acknowledge - 1, flags=FIN | ACK, ack=1 + at, server=True)])


@form("tcp", "acknowledged by the client in the server's name, then sent again", refused=True, stuck=True)
def _(s, t):
    yield s.segment(0, decoy(t), ttl=SERVER_DIES_AT)
    yield s.segment(s.acknowledge - 1, flags=ACK, ack=1 + len(t), server=True)
    yield SETTLE
    yield s.segment(0, t)


@form("tcp", "data on the SYN, text in it", syn_data=lambda t: t, refused=True)
def _(s, t):
    yield s.segment(0, t)


@form("tcp", "data on the SYN, decoy in it", syn_data=decoy, refused=True, stuck=True)
def _(s, t):
    yield s.segment(0, t)


@form("tcp", "data on the SYN, half of the text in it", syn_data=lambda t: t[:14], refused=True)
def _(s, t):
    yield s.segment(0, t[:14])
    yield s.segment(14, t[14:])


@form("tcp", "Fast Open with a cookie, text in it", syn_data=lambda t: t, refused=True,
      syn_options=bytes([34, 10]) + b"cookies!")
def _(s, t):
    yield s.segment(0, t)


@form("tcp", "data with the handshake's last ACK", early=True)
def _(s, t):
    yield s.segment(0, t[:14])
    yield s.segment(14, t[14:])


@form("tcp", "data before the handshake's last ACK, without one", early=True, refused=True)
def _(s, t):
    yield s.segment(14, t[14:], flags=PSH)
    yield s.segment(14, t[14:])
    yield s.segment(0, t[:14])


# Sluice takes the mark of urgency off, so that these frames do not arrive as they were sent.
@form("tcp", "a byte of the text urgent", refused=True)
def _(s, t):
    at = t.index(b"-") + 1
    yield s.segment(0, t[:at], flags=ACK | PSH | URG, urgent=at)
    yield s.segment(at, t[at:])


@form("tcp", "an urgent byte put into the text", neutral=True, refused=True)
def _(s, t):
    at = t.index(b"-")
    yield s.segment(0, t[:at] + b"Z", flags=ACK | PSH | URG, urgent=at + 1)
    yield s.segment(at + 1, t[at:])


@form("tcp", "two urgent bytes, one put in and one of the text", neutral=True, refused=True)
def _(s, t):
    at = t.index(b"-")
    yield s.segment(0, t[:at], flags=ACK | PSH | URG, urgent=at)
    yield s.segment(at, t[at:at + 3] + b"Z", flags=ACK | PSH | URG, urgent=4)
    yield s.segment(at + 4, t[at + 3:])


@form("tcp", "an urgent pointer far ahead", refused=True)
def _(s, t):
    for at, piece in cut(t, 6):
        yield s.segment(at, piece, flags=ACK | PSH | URG, urgent=5000)


@form("tcp", "an urgent pointer without its flag")
def _(s, t):
    for at, piece in cut(t, 6):
        yield s.segment(at, piece, urgent=3)


@form("tcp", "in 8-byte IP fragments")
def _(s, t):
    return s.fragmented(t, 8)


@form("tcp", "in 24-byte IP fragments, last first")
def _(s, t):
    return s.fragmented(t, 24)[::-1]


@form("tcp", "with priority tags (VLAN 0) on every other segment")
def _(s, t):
    for i, (at, piece) in enumerate(cut(t, 6)):
        yield s.segment(at, piece, tags=b"\x81\0\0\0" if i % 2 else b"")


@form("tcp", "with IP options and long TCP options")
def _(s, t):
    for at, piece in cut(t, 6):
        yield s.segment(at, piece, options=b"\1\1\1\1", extra=b"\1" * 24)


@form("tcp", "a window of one byte before", refused=True)
def _(s, t):
    yield s.segment(0, t[:6], window=0)
    yield s.segment(6, t[6:20], window=1)
    yield s.segment(20, t[20:], window=65535)
