#!/usr/bin/env python3
"""Reject rules drop the packet and say so: reject resets the sender, who is told at once instead of waiting; rejectboth
resets the receiver as well."""
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from bed import SERVER, Bed, case, require

RULES = """\
reject tcp any any -> $HOME_NET any (msg:"acceptance: reject"; flow:established,to_server; content:"forbidden-word"; \
    sid:1000003; rev:1;)
rejectboth tcp any any -> $HOME_NET any (msg:"acceptance: rejectboth"; flow:established,to_server; \
    content:"unspeakable-word"; sid:1000006; rev:1;)
"""


def body():
    with Bed(RULES) as bed:
        log = bed.path("http.log")
        bed.serve("server", "http", 80, log)
        for word in ("forbidden-word", "unspeakable-word"):
            request = f"GET /{word} HTTP/1.1\r\nHost: a\r\n\r\n".encode()
            answer = bed.traffic("client", "segments", SERVER, 80, request.hex(), 1000)
            require(answer.get("error") == "ConnectionResetError", f"no reset for {word}: {answer}")
            require(answer["seconds"] < 2, f"the reset for {word} took {answer['seconds']} s")
            print(f"{word}: the client was reset after {answer['seconds'] * 1e3:.1f} ms")
        with open(log) as file:
            require("-word" not in file.read(), "a request reached the server")
        half_open = bed.in_server("ss", "-Htn", "state", "established", "sport", "=", ":80").strip().splitlines()
        require(len(half_open) == 1, f"rejectboth left the server's connection open: {half_open}")
        require(bed.traffic("client", "get", f"http://{SERVER}/fine").get("status") == 200, "an ordinary request failed")
        print("reject reset the client, rejectboth both ends; an ordinary request was answered")


if __name__ == "__main__":
    case(body)
