#!/usr/bin/env python3
"""Frames of every size and kind pass byte for byte in both directions: 60 to 9,014 bytes, VLAN and QinQ tags, ARP, LLDP,
STP, unknown protocols, IPv4 with options, IPv6, malformed headers."""
import os
import random
import struct
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from bed import Bed, case, require

LEFT, RIGHT = bytes.fromhex("020000000001"), bytes.fromhex("020000000002")
MARK = b"acceptance frame "


def ipv4(protocol, payload, options=b""):
    header = struct.pack("!BBHHHBBH4s4s", 0x45 + len(options) // 4, 0, 20 + len(options) + len(payload), 7, 0, 33, protocol,
                         0, bytes([10, 9, 0, 1]), bytes([10, 9, 0, 77])) + options
    total = sum(struct.unpack(f"!{len(header) // 2}H", header))
    total = (total & 0xffff) + (total >> 16)
    total = (total & 0xffff) + (total >> 16)
    return header[:10] + struct.pack("!H", ~total & 0xffff) + header[12:] + payload


def frames(seed):
    """Frames to send, each different, each at least 60 bytes."""
    source = random.Random(seed)
    made = []

    def add(kind, payload, to=RIGHT):
        text = MARK + str(len(made)).encode() + b" "
        frame = to + LEFT + kind + payload + text
        made.append(frame + bytes(max(0, 60 - len(frame))))

    udp = struct.pack("!HHHH", 4000, 4001, 0, 0)
    for size in [*range(0, 200, 7), *range(200, 1500, 97), 1432, 2000, 4000, 8000, 8900,
                 9014 - 14 - 28 - len(MARK) - 3]:
        add(b"\x08\0", ipv4(17, udp + source.randbytes(size)))
    for tag in (b"\x81\0\0\x64", b"\x81\0\xe0\x01", b"\x81\0\0\x05\x81\0\0\x06"):
        for size in (10, 500, 1400):
            add(tag + b"\x08\0", ipv4(17, udp + source.randbytes(size)))
    add(b"\x08\x06", source.randbytes(28))
    add(b"\x88\xcc", source.randbytes(60), bytes.fromhex("0180c200000e"))
    add(b"\0\x26\x42\x42\x03", source.randbytes(35), bytes.fromhex("0180c2000000"))
    add(b"\x88\xb5", source.randbytes(1000))
    add(b"\x08\0", ipv4(17, udp, b"\x94\x04\0\0"))
    add(b"\x86\xdd", bytes.fromhex("60000000") + struct.pack("!HBB", 48, 17, 9) + source.randbytes(80))
    for _ in range(40):
        add(b"\x08\0", bytes([0x40 | source.randrange(16)]) + source.randbytes(source.randrange(60)))
        add(b"\x86\xdd", source.randbytes(source.randrange(60)))
    return made


def cross(bed, sender, taker, made, wanted=None):
    """Sends frames from one side and requires them, or those wanted in their place, on the other."""
    path = bed.path(f"{sender}.hex")
    with open(path, "w") as file:
        file.writelines(frame.hex() + "\n" for frame in made)
    got = bed.path(f"{taker}.hex")
    process = bed.serve(taker, "take", "eth0", got, 60)
    bed.traffic(sender, "send", "eth0", path)
    taken, end = [], time.monotonic() + 10
    while len(taken) < len(made) and time.monotonic() < end:
        time.sleep(0.2)
        with open(got) as file:
            taken = [bytes.fromhex(line) for line in file.read().splitlines()[:-1]]
        taken = [frame for frame in taken if MARK in frame]
    time.sleep(0.5)
    bed.stop(process)
    with open(got) as file:
        taken = [bytes.fromhex(line) for line in file]
    taken = [frame for frame in taken if MARK in frame]
    made = wanted or made
    missing = [frame for frame in made if frame not in set(taken)]
    require(not missing, f"{len(missing)} of {len(made)} frames from the {sender} did not arrive as sent; the first: "
            f"{missing[0][:64].hex() if missing else ''} ({len(missing[0]) if missing else 0} bytes)")
    require(taken == made, f"frames from the {sender} arrived out of order or more than once")
    print(f"{sender} to {taker}: {len(made)} frames of {min(map(len, made))} to {max(map(len, made))} bytes, "
          "all byte for byte and in order")


def service_tag(bed):
    """A service tag (802.1ad) apart: the kernel takes it off before an af_packet socket sees the frame, and DPDK 22.11's
    driver puts it back as an ordinary one. Other drivers hand over what came."""
    tagged = [frame[:12] + b"\x88\xa8\0\x05" + frame[12:] for frame in frames(3)[:3]]
    try:
        cross(bed, "client", "server", tagged)
    except AssertionError:
        cross(bed, "client", "server", tagged, [f[:12] + b"\x81\0" + f[14:] for f in tagged])
        print("    (service tags came as 802.1Q tags: what net_af_packet of this DPDK does; all other bytes are the same)")


def body():
    with Bed(mtu=9000) as bed:
        cross(bed, "client", "server", frames(1))
        cross(bed, "server", "client", frames(2))
        service_tag(bed)


if __name__ == "__main__":
    case(body)
