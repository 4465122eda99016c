#!/usr/bin/env python3
"""A reject rule drops the packet and resets the connection: the client is told at once instead of waiting."""
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from bed import SERVER, Bed, case, require

RULES = """\
reject tcp any any -> $HOME_NET any (msg:"acceptance: reject"; flow:established,to_server; content:"forbidden-word"; \
    sid:1000003; rev:1;)
"""


def body():
    with Bed(RULES) as bed:
        log = bed.path("http.log")
        bed.serve("server", "http", 80, log)
        request = b"GET /forbidden-word HTTP/1.1\r\nHost: a\r\n\r\n"

        answer = bed.traffic("client", "segments", SERVER, 80, request.hex(), 1000)

        require(answer.get("error") == "ConnectionResetError", f"no reset: {answer}")
        require(answer["seconds"] < 1, f"the reset took {answer['seconds']} s")
        with open(log) as file:
            require("forbidden" not in file.read(), "the request reached the server")
        open_ones = bed.in_server("ss", "-Htn", "state", "established", "sport", "=", ":80")
        require(not open_ones.strip(), f"the server's connection is still open: {open_ones}")
        require(bed.traffic("client", "get", f"http://{SERVER}/fine").get("status") == 200, "an ordinary request failed")
        print(f"reject: both ends reset, the client after {answer['seconds'] * 1e3:.1f} ms")


if __name__ == "__main__":
    case(body)
