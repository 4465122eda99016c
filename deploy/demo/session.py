"""Makes a capture of whole HTTP sessions over TCP, byte by byte, with right checksums."""
import struct

CLIENT, SERVER = bytes([198, 51, 100, 7]), bytes([192, 0, 2, 80])
MACS = bytes.fromhex("020000000002020000000001")
SYN, PSH, ACK, FIN = 2, 8, 16, 1


def checksum(data):
    data += b"\0" * (len(data) % 2)
    total = sum(struct.unpack(f"!{len(data) // 2}H", data))
    while total >> 16:
        total = (total & 0xffff) + (total >> 16)
    return ~total & 0xffff


def segment(to_server, port, sequence, acknowledgement, flags, payload=b""):
    """An Ethernet frame with one TCP segment."""
    source, destination = (CLIENT, SERVER) if to_server else (SERVER, CLIENT)
    ports = (port, 80) if to_server else (80, port)
    tcp = struct.pack("!HHIIBBHHH", *ports, sequence, acknowledgement, 5 << 4, flags, 65535, 0, 0) + payload
    tcp = tcp[:16] + struct.pack("!H", checksum(source + destination + struct.pack("!HH", 6, len(tcp)) + tcp)) + tcp[18:]
    ip = struct.pack("!BBHHHBBH4s4s", 0x45, 0, 20 + len(tcp), sequence & 0xffff, 0, 64, 6, 0, source, destination)
    ip = ip[:10] + struct.pack("!H", checksum(ip)) + ip[12:]
    return MACS + b"\x08\0" + ip + tcp


def write(path, requests):
    """Writes a pcap file with a session for each path that is asked for."""
    frames = []
    for number, asked in enumerate(requests):
        port, mine, theirs = 40000 + number, 1000, 5000
        request = f"GET {asked} HTTP/1.1\r\nHost: demo\r\nUser-Agent: demo\r\n\r\n".encode()
        answer = b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello"
        frames += [
            segment(True, port, mine, 0, SYN),
            segment(False, port, theirs, mine + 1, SYN | ACK),
            segment(True, port, mine + 1, theirs + 1, ACK),
            segment(True, port, mine + 1, theirs + 1, PSH | ACK, request),
            segment(False, port, theirs + 1, mine + 1 + len(request), PSH | ACK, answer),
            segment(True, port, mine + 1 + len(request), theirs + 1 + len(answer), FIN | ACK),
            segment(False, port, theirs + 1 + len(answer), mine + 2 + len(request), FIN | ACK)]
    with open(path, "wb") as file:
        file.write(struct.pack("<IHHiIII", 0xa1b2c3d4, 2, 4, 0, 0, 65535, 1))
        for number, frame in enumerate(frames):
            file.write(struct.pack("<IIII", 1700000000, number * 1000, len(frame), len(frame)) + frame)
