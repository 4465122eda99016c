"""Both ends of the wire: raw sockets for what is made by hand and for what arrives, and a server of the kernel's."""
import ctypes
import os
import select
import socket
import struct
import time

from bed import SERVER, Trouble
from crafting import ACK, CLIENT_MAC, FENCE, RST, SYN, pad

ETH_P_ALL, SOL_PACKET, PACKET_AUXDATA = 3, 263, 8
VLAN_VALID, TPID_VALID = 0x10, 0x40
NEW_NET = 0x40000000
IP_MINTTL = 21
GATEWAY4, GATEWAY6, SERVER6 = "10.9.0.50", "fd00:9::50", "fd00:9::2"
PATIENCE = 5.0


def inside(namespace, make):
    """What `make` opens, opened in a network namespace: a socket stays in the one it was made in."""
    libc = ctypes.CDLL(None, use_errno=True)
    with open("/proc/self/ns/net") as home, open(f"/run/netns/{namespace}") as there:
        if libc.setns(there.fileno(), NEW_NET) != 0:
            raise Trouble(f"cannot enter the namespace {namespace}: {os.strerror(ctypes.get_errno())}")
        try:
            return make()
        finally:
            libc.setns(home.fileno(), NEW_NET)


def raw():
    end = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(ETH_P_ALL))
    end.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 32 << 20)
    end.setsockopt(SOL_PACKET, PACKET_AUXDATA, 1)
    end.bind(("eth0", 0))
    end.setblocking(False)
    return end


def take(end):
    """The next frame that came or went, with the tag the kernel took off it, and whether it went; None when there is none."""
    while True:
        try:
            frame, extra, _, who = end.recvmsg(65536, 256)
        except BlockingIOError:
            return None
        outgoing = who[2] == socket.PACKET_OUTGOING
        for level, kind, data in extra:
            if level == SOL_PACKET and kind == PACKET_AUXDATA and len(data) >= 20:
                status, _, _, _, _, tci, tpid = struct.unpack("=IIIHHHH", data[:20])
                if status & VLAN_VALID:
                    frame = frame[:12] + struct.pack("!HH", tpid if status & TPID_VALID else 0x8100, tci) + frame[12:]
        return frame, outgoing


class Ends:
    """Clients of any address behind one gateway, made by hand, and the server's kernel with what it hands to programs."""

    def __init__(self, bed):
        self.bed = bed
        self.server4, self.server6, self.udp_port, self.tcp_port = SERVER, SERVER6, 5000, 80
        self.fences = 0

    def __enter__(self):
        bed = self.bed
        self.server_mac = bytes.fromhex(bed.in_server("cat", "/sys/class/net/eth0/address").strip().replace(":", ""))
        mac = ":".join(f"{b:02x}" for b in CLIENT_MAC)
        bed.in_server("sysctl", "-qw", "net.ipv6.conf.eth0.disable_ipv6=0", "net.ipv4.conf.all.rp_filter=0",
                      "net.ipv4.conf.eth0.rp_filter=0", "net.ipv4.tcp_fastopen=0")
        for command in (
                ("ip", "-6", "address", "add", SERVER6 + "/64", "dev", "eth0", "nodad"),
                ("ip", "neigh", "replace", GATEWAY4, "lladdr", mac, "dev", "eth0", "nud", "permanent"),
                ("ip", "-6", "neigh", "replace", GATEWAY6, "lladdr", mac, "dev", "eth0", "nud", "permanent"),
                ("ip", "route", "add", "10.77.0.0/16", "via", GATEWAY4),
                ("ip", "-6", "route", "add", "fd00:77::/64", "via", GATEWAY6)):
            bed.in_server(*command)
        client, server = (bed.namespaces[n] for n in ("client", "server"))
        self.client, self.server = inside(client, raw), inside(server, raw)
        self.listener = inside(server, lambda: socket.create_server(("", self.tcp_port), backlog=64))
        self.listener.setblocking(False)
        # A packet that expires before the server: its kernel does not look at it; raw sockets see it.
        self.listener.setsockopt(socket.IPPROTO_IP, IP_MINTTL, 2)
        self.udp = [inside(server, lambda f=f: socket.socket(f, socket.SOCK_DGRAM))
                    for f in (socket.AF_INET, socket.AF_INET6)]
        self.udp[1].setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        for end, address in zip(self.udp, (SERVER, SERVER6)):
            end.setblocking(False)
            end.bind((address, self.udp_port))
        self.connection = None
        return self

    def __exit__(self, *_):
        self.drop_connection()
        for end in (self.client, self.server, self.listener, *self.udp):
            end.close()

    def send(self, frame):
        self.client.send(frame)

    def cross(self, backwards=False):
        """Waits until all that was sent has crossed, by a frame that follows it; the frames that arrived at the other end and
        those it sent, in their order, each with whether it was sent."""
        sender, receiver = (self.server, self.client) if backwards else (self.client, self.server)
        self.fences += 1
        fence = pad(b"\2\0\0\0\0\2" + b"\2\0\0\0\0\1" + FENCE + struct.pack("!I", self.fences))
        sender.send(fence)
        frames, end = [], time.monotonic() + PATIENCE
        while time.monotonic() < end:
            taken = take(receiver)
            if taken is None:
                select.select([receiver], [], [], 0.2)
            elif taken[0] == fence:
                return frames
            else:
                frames.append(taken)
        raise Trouble(f"a frame of another protocol did not cross within {PATIENCE} s")

    def tcp_frames(self, session, frames):
        """(flags, sequence, acknowledgement, options, data) of the segments that the server sent in a session."""
        for frame, _ in frames:
            if frame[12:14] != b"\x08\0" or frame[23] != 6 or frame[30:34] != session.host.source:
                continue
            total, = struct.unpack("!H", frame[16:18])
            segment = frame[14 + (frame[14] & 15) * 4:14 + total]
            sport, dport, sequence, ack, words, flags = struct.unpack("!HHIIBB", segment[:14])
            if dport == session.port:
                header = (words >> 4) * 4
                yield flags, sequence, ack, segment[20:header], segment[header:]

    def connect(self, session, syn, early=False):
        """The handshake; whether the server answered."""
        self.drop_connection()
        while take(self.client) is not None:
            pass
        data = syn["data"]
        self.send(session.syn(data, syn["extra"]))
        end = time.monotonic() + 2
        while time.monotonic() < end:
            taken = take(self.client)
            if taken is None:
                select.select([self.client], [], [], 0.05)
                continue
            for flags, sequence, ack, options, _ in self.tcp_frames(session, [taken]):
                if flags == SYN | ACK:
                    session.server_isn = sequence
                    if session.timestamps and b"\x08\x0a" in options:
                        at = options.index(b"\x08\x0a")
                        session.echo, = struct.unpack("!I", options[at + 2:at + 6])
                    if not early:
                        self.send(session.segment(0, flags=ACK))
                    return True
        return False

    def drop_connection(self):
        if self.connection is not None:
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.connection.close()
            self.connection = None
        try:
            while True:
                late, _ = self.listener.accept()
                late.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                late.close()
        except BlockingIOError:
            pass

    def accepted(self):
        if self.connection is None:
            try:
                self.connection, _ = self.listener.accept()
                self.connection.setblocking(False)
            except BlockingIOError:
                pass
        return self.connection

    def read(self):
        """What a program on the server reads of the connection so far."""
        data = b""
        if self.accepted() is not None:
            try:
                while True:
                    piece = self.connection.recv(1 << 16)
                    if not piece:
                        break
                    data += piece
            except (BlockingIOError, ConnectionResetError):
                pass
        return data

    def datagrams(self):
        """What programs on the server read from the UDP port."""
        got = []
        for end in self.udp:
            try:
                while True:
                    got.append(end.recv(1 << 16))
            except BlockingIOError:
                pass
        return got

    def answer(self, session, message):
        """Has the server send a message; what of it came to the client, in order and without holes."""
        self.read()
        if self.connection is None:
            return b""
        self.connection.send(message)
        pieces = {}
        for _, sequence, _, _, data in self.tcp_frames(session, self.cross(backwards=True)):
            pieces[(sequence - session.server_isn - 1) & 0xffffffff] = data
        whole = b""
        while pieces.get(len(whole)):
            whole += pieces[len(whole)]
        return whole
