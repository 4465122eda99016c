"""Capture files: read, repeated, cut."""
import struct
from pathlib import Path

from machine import Skip

HOUR_S = 3600


def packets_of(capture):
    """(header, [(seconds, rest of the record)]) of a classic little-endian pcap file."""
    data = capture.read_bytes()
    if data[:4] not in (b"\xd4\xc3\xb2\xa1", b"\x4d\x3c\xb2\xa1"):
        raise Skip(f"{capture} is no little-endian pcap file: convert it with editcap -F pcap")
    packets, at = [], 24
    while at + 16 <= len(data):
        seconds, _, length, _ = struct.unpack_from("<IIII", data, at)
        packets.append((seconds, data[at + 4:at + 16 + length]))
        at += 16 + length
    return data[:24], packets


def frames_of(capture):
    """The bytes of its frames."""
    return [rest[12:] for _, rest in packets_of(capture)[1]]


def repeated(capture, to: Path, rounds):
    """The capture several times over, each round after all flows of the one before have ended. (file, packets)"""
    header, packets = packets_of(capture)
    if not to.exists():
        seconds = [each[0] for each in packets]
        step = max(seconds) - min(seconds) + HOUR_S
        with to.open("wb") as out:
            out.write(header)
            for turn in range(rounds):
                for second, rest in packets:
                    out.write(struct.pack("<I", second + turn * step))
                    out.write(rest)
    return to, rounds * len(packets)


def first_packet(capture, to: Path):
    header, packets = packets_of(capture)
    to.write_bytes(header + struct.pack("<I", packets[0][0]) + packets[0][1])
    return to
