#!/usr/bin/env python3
"""HTTP, TLS, DNS, ping and bulk TCP pass unharmed with an ordinary rule set in force; prints latency and rate."""
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from bed import SERVER, Bed, case, require, run

RULES = """\
drop http any any -> any any (msg:"acceptance attack"; content:"/etc/passwd"; sid:1000001;)
alert tcp any any -> any 9 (msg:"nobody sends this"; flow:established,to_server; content:"nothing like it"; sid:1000002;)
"""


def body():
    with Bed(RULES) as bed:
        key = bed.path("key.pem")
        run("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=acceptance",
            "-keyout", key, "-out", bed.path("cert.pem"))
        with open(key, "a") as both, open(bed.path("cert.pem")) as cert:
            both.write(cert.read())
        bed.serve("server", "http", 80, bed.path("http.log"))
        bed.serve("server", "http", 443, bed.path("https.log"), key)
        bed.serve("server", "dns", 53)
        bed.serve("server", "sink", 5201)

        for scheme in ("http", "https"):
            for i in range(20):
                answer = bed.traffic("client", "get", f"{scheme}://{SERVER}/page{i}")
                require(answer.get("status") == 200 and answer["bytes"] > 8000, f"{scheme} request {i}: {answer}")
        print("http: 20 of 20 requests answered; https: 20 of 20")

        answer = bed.traffic("client", "query", SERVER, 53, "www.example.org")
        require(answer.get("address") == "10.9.0.99", f"dns: {answer}")
        print("dns: answered")

        ping = bed.in_client("ping", "-i", "0.02", "-c", "200", "-q", SERVER)
        require(" 0% packet loss" in ping, ping)
        print("ping: 200 of 200,", ping.strip().splitlines()[-1])

        rate = bed.traffic("client", "bulk", SERVER, 5201, 200 << 20)
        print(f"bulk tcp: {rate['bytes'] >> 20} MB at {rate['megabits_per_second']} Mbit/s")


if __name__ == "__main__":
    case(body)
