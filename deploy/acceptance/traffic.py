#!/usr/bin/env python3
"""Traffic for the acceptance cases: small servers, and clients that print what they saw as one JSON object.

servers (run until ended, print "listening" first):
  http PORT LOG [CERT]       answers every request with its path and a body; logs each request's first line
  dns PORT                   answers every query with 10.9.0.99
  sink PORT                  takes whatever comes over TCP
  echo PORT                  sends every datagram back
  take DEVICE FILE SECONDS   raw: writes every frame that arrives, in hex, one a line
clients:
  get URL [HEADER]           one request: status, bytes, seconds, or the error
  segments HOST PORT HEX N   sends bytes over TCP, N a segment; what came back
  query HOST PORT NAME       a DNS query
  bulk HOST PORT BYTES       sends so many bytes over TCP: megabits a second
  probe HOST PORT SECONDS HZ [FILE]
                             numbered datagrams to an echo: sent, lost, the longest gap between answers; ends early when
                             the file appears
  send DEVICE FILE           raw: sends every frame of a file of hex lines
"""
import http.client
import http.server
import json
import os
import select
import socket
import ssl
import struct
import sys
import threading
import time
import urllib.parse

ETH_P_ALL = 3
SOL_PACKET, PACKET_AUXDATA = 263, 8
VLAN_VALID, TPID_VALID = 0x10, 0x40


def listening():
    print("listening", flush=True)


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    log_file = None

    def do_GET(self):
        length = int(self.headers.get("Content-Length") or 0)
        self.rfile.read(length)
        with open(self.log_file, "a") as log:
            log.write(self.requestline + "\n")
        body = (f"you asked for {self.path}\n" + "0123456789abcdef" * 512).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_POST = do_GET

    def log_message(self, *_):
        pass


class QuietServer(http.server.ThreadingHTTPServer):
    def handle_error(self, request, client_address):
        """A connection that Sluice cut is no news."""


def http_server(port, log, cert=None):
    Handler.log_file = log
    open(log, "a").close()
    server = QuietServer(("", int(port)), Handler)
    if cert:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(cert)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    listening()
    server.serve_forever()


def dns_server(port):
    server = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    server.bind(("", int(port)))
    listening()
    while True:
        query, who = server.recvfrom(4096)
        answer = query[:2] + b"\x81\x80" + query[4:6] + b"\0\1\0\0\0\0" + query[12:]
        server.sendto(answer + b"\xc0\x0c\0\1\0\1\0\0\0\x3c\0\4" + bytes([10, 9, 0, 99]), who)


def sink_server(port):
    server = socket.create_server(("", int(port)))
    listening()

    def take(connection):
        with connection:
            try:
                while connection.recv(1 << 18):
                    pass
            except OSError:
                pass

    while True:
        threading.Thread(target=take, args=(server.accept()[0],), daemon=True).start()


def echo_server(port):
    server = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    server.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 8 << 20)
    server.bind(("", int(port)))
    listening()
    while True:
        data, who = server.recvfrom(65536)
        server.sendto(data, who)


def get(url, header=None):
    parts = urllib.parse.urlsplit(url)
    started = time.monotonic()
    try:
        if parts.scheme == "https":
            context = ssl._create_unverified_context()
            connection = http.client.HTTPSConnection(parts.hostname, parts.port, timeout=5, context=context)
        else:
            connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=5)
        headers = {"User-Agent": "acceptance"}
        if header:
            name, value = header.split(":", 1)
            headers[name] = value.strip()
        connection.request("GET", parts.path + (f"?{parts.query}" if parts.query else ""), headers=headers)
        answer = connection.getresponse()
        return {"status": answer.status, "bytes": len(answer.read()), "seconds": round(time.monotonic() - started, 4)}
    except OSError as problem:
        return {"error": type(problem).__name__, "seconds": round(time.monotonic() - started, 4)}
    except http.client.HTTPException as problem:
        return {"error": type(problem).__name__, "seconds": round(time.monotonic() - started, 4)}


def segments(host, port, data, size):
    data, size = bytes.fromhex(data), int(size)
    started = time.monotonic()
    try:
        with socket.create_connection((host, int(port)), 5) as connection:
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            for at in range(0, len(data), size):
                connection.sendall(data[at:at + size])
                time.sleep(0.005)
            connection.settimeout(3)
            answer = connection.recv(65536)
            return {"bytes": len(answer), "status": answer[:12].decode("latin-1")}
    except OSError as problem:
        return {"error": type(problem).__name__, "seconds": round(time.monotonic() - started, 4)}


def query(host, port, name):
    client = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    client.settimeout(3)
    labels = b"".join(bytes([len(label)]) + label.encode() for label in name.split(".")) + b"\0"
    client.sendto(b"\x12\x34\1\0\0\1\0\0\0\0\0\0" + labels + b"\0\1\0\1", (host, int(port)))
    try:
        return {"address": socket.inet_ntoa(client.recv(512)[-4:])}
    except OSError as problem:
        return {"error": type(problem).__name__}


def bulk(host, port, amount):
    amount, chunk = int(amount), b"x" * (1 << 18)
    started = time.monotonic()
    with socket.create_connection((host, int(port)), 5) as connection:
        sent = 0
        while sent < amount:
            connection.sendall(chunk)
            sent += len(chunk)
        connection.shutdown(socket.SHUT_WR)
        connection.settimeout(60)
        connection.recv(1)
    seconds = time.monotonic() - started
    return {"bytes": sent, "megabits_per_second": round(sent * 8 / seconds / 1e6, 1)}


def probe(host, port, seconds, rate, stop=None):
    seconds, interval = float(seconds), 1 / float(rate)
    client = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 8 << 20)
    client.connect((host, int(port)))
    client.setblocking(False)
    seen, sent, last, longest = set(), 0, None, 0.0
    rounds = []
    started = time.monotonic()
    end = started + seconds
    following = started
    grace = 2.0
    checked = started
    while True:
        now = time.monotonic()
        if stop and now - checked > 0.2:
            checked = now
            end = min(end, now) if os.path.exists(stop) else end
        if now >= following and now < end:
            try:
                client.send(struct.pack("!Id", sent, now) + b"p" * 100)
                sent += 1
            except OSError:
                pass
            following = max(following + interval, now - 0.05)
        elif now >= end + grace or now >= end and len(seen) == sent:
            break
        select.select([client], [], [], max(0, min((following if now < end else end + grace) - time.monotonic(), 0.01)))
        while True:
            try:
                data = client.recv(2048)
            except OSError:
                break
            now = time.monotonic()
            number, when = struct.unpack("!Id", data[:12])
            seen.add(number)
            rounds.append(now - when)
            if last is not None:
                longest = max(longest, now - last)
            last = now
    rounds.sort()
    return {"sent": sent, "lost": sent - len(seen), "longest_gap_ms": round(longest * 1e3, 2),
            "median_ms": round(rounds[len(rounds) // 2] * 1e3, 3) if rounds else None,
            "worst_ms": round(rounds[-1] * 1e3, 2) if rounds else None}


def take(device, file, seconds):
    """The kernel takes the outermost VLAN tag off what it hands to raw sockets, and tells it aside: put it back."""
    taker = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(ETH_P_ALL))
    taker.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 32 << 20)
    taker.setsockopt(SOL_PACKET, PACKET_AUXDATA, 1)
    taker.bind((device, 0))
    taker.settimeout(0.2)
    listening()
    end = time.monotonic() + float(seconds)
    with open(file, "w") as frames:
        while time.monotonic() < end:
            try:
                frame, extra, _, who = taker.recvmsg(65536, 256)
            except TimeoutError:
                continue
            if who[2] == socket.PACKET_OUTGOING:
                continue
            for level, kind, data in extra:
                if level == SOL_PACKET and kind == PACKET_AUXDATA and len(data) >= 20:
                    status, _, _, _, _, tci, tpid = struct.unpack("=IIIHHHH", data[:20])
                    if status & VLAN_VALID:
                        tag = struct.pack("!HH", tpid if status & TPID_VALID else 0x8100, tci)
                        frame = frame[:12] + tag + frame[12:]
            frames.write(frame.hex() + "\n")
            frames.flush()


def send(device, file):
    sender = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(ETH_P_ALL))
    sender.bind((device, 0))
    count = 0
    with open(file) as frames:
        for line in frames:
            sender.send(bytes.fromhex(line.strip()))
            count += 1
            if count % 16 == 0:
                time.sleep(0.005)
    return {"sent": count}


SERVERS = {"http": http_server, "dns": dns_server, "sink": sink_server, "echo": echo_server, "take": take}
CLIENTS = {"get": get, "segments": segments, "query": query, "bulk": bulk, "probe": probe, "send": send}

if __name__ == "__main__":
    if len(sys.argv) < 2 or sys.argv[1] not in {**SERVERS, **CLIENTS}:
        sys.exit(__doc__)
    if sys.argv[1] in SERVERS:
        SERVERS[sys.argv[1]](*sys.argv[2:])
    else:
        print(json.dumps(CLIENTS[sys.argv[1]](*sys.argv[2:])))
