#!/usr/bin/env python3
"""Programs at the ends of a bed's wire; each prints one JSON object at its end.

  replay DEVICE CAPTURE RATE ROUNDS       sends a capture's frames, so many a second, some times over; those that do not fit
                                          the device's MTU are left out
  source HOST PORT RATE SECONDS [STOP]    numbered datagrams at a fixed rate, each with the time it was sent at; ends early
                                          when the file STOP appears
  sink PORT                               takes them until it is terminated: how many, how many are missing, and how long
                                          each was under way by the kernel's own stamp of its arrival

Source and sink are in one machine and read one clock, so times are one way, and no end waits for an answer: a datagram that
is held up delays none behind it."""
import gc
import json
import os
import signal
import socket
import struct
import sys
import time

SO_TIMESTAMPNS = 35
PAYLOAD = struct.Struct("!IQ")
PADDING = b"p" * 100
BUFFER_BYTES = 8 << 20


def replay(device, capture, rate, rounds):
    from captures import frames_of
    from pathlib import Path
    sender = socket.socket(socket.AF_PACKET, socket.SOCK_RAW)
    sender.bind((device, 0))
    with open(f"/sys/class/net/{device}/mtu") as file:
        most = int(file.read()) + 14
    frames = [frame for frame in frames_of(Path(capture)) if len(frame) <= most]
    interval, sent, start = 1 / float(rate), 0, time.monotonic()
    for _ in range(int(rounds)):
        for frame in frames:
            if sent % 32 == 0:
                time.sleep(max(0.0, start + sent * interval - time.monotonic()))
            try:
                sender.send(frame)
            except OSError:
                pass                      # The queue is full: the next ones are sent.
            sent += 1
    return {"sent": sent, "seconds": time.monotonic() - start}


def source(host, port, rate, seconds, stop=None):
    client = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    client.connect((host, int(port)))
    interval = 1 / float(rate)
    number, late, start = 0, 0.0, time.monotonic()
    end = start + float(seconds)
    checked = start
    while True:
        due = start + number * interval
        now = time.monotonic()
        if now < due:
            time.sleep(due - now)
        if due >= end or stop and due - checked > 0.1 and os.path.exists(stop):
            break
        checked = due if due - checked > 0.1 else checked
        late = max(late, time.monotonic() - due)
        try:
            client.send(PAYLOAD.pack(number, time.time_ns()) + PADDING)
        except OSError:
            pass                          # Counted by the sink as one that did not arrive.
        number += 1
    return {"sent": number, "late_ms": late * 1e3}


def sink(port):
    server = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    server.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, BUFFER_BYTES)
    server.setsockopt(socket.SOL_SOCKET, SO_TIMESTAMPNS, 1)
    server.bind(("", int(port)))
    stopping = []
    signal.signal(signal.SIGTERM, lambda *_: stopping.append(True))
    server.settimeout(0.2)
    print("listening", flush=True)
    seen, took, reordered, highest = set(), [], 0, -1
    while not stopping:
        try:
            data, extra, _, _ = server.recvmsg(2048, 64)
        except TimeoutError:
            continue
        seconds, nanoseconds = struct.unpack("@qq", extra[0][2])
        number, sent_ns = PAYLOAD.unpack_from(data)
        took.append(seconds * 1_000_000_000 + nanoseconds - sent_ns)
        seen.add(number)
        reordered += number < highest
        highest = max(highest, number)
    took.sort()
    return {"received": len(seen), "duplicates": len(took) - len(seen), "reordered": reordered,
            **{name: took[min(len(took) - 1, int(len(took) * share))] / 1e3 if took else None
               for name, share in (("median_us", 0.5), ("p99_us", 0.99), ("p999_us", 0.999), ("worst_us", 1))}}


if __name__ == "__main__":
    gc.disable()
    commands = {"replay": replay, "source": source, "sink": sink}
    if len(sys.argv) < 2 or sys.argv[1] not in commands:
        sys.exit(__doc__)
    print(json.dumps(commands[sys.argv[1]](*sys.argv[2:])))
