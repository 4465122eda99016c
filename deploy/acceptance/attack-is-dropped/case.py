#!/usr/bin/env python3
"""An HTTP attack that a drop rule knows never reaches the server, in one packet or many; other requests do."""
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from bed import SERVER, Bed, case, require

RULES = """\
drop http any any -> $HOME_NET any (msg:"acceptance: traversal"; flow:established,to_server; http.uri; \
    content:"/etc/passwd"; classtype:web-application-attack; sid:1000001; rev:1;)
drop tcp any any -> $HOME_NET any (msg:"acceptance: bytes"; flow:established,to_server; content:"evil-payload"; \
    sid:1000002; rev:1;)
"""


def body():
    with Bed(RULES) as bed:
        log = bed.path("http.log")
        bed.serve("server", "http", 80, log)

        require(bed.traffic("client", "get", f"http://{SERVER}/before").get("status") == 200, "an ordinary request failed")
        attack = bed.traffic("client", "get", f"http://{SERVER}/view?file=/etc/passwd")
        require("error" in attack, f"the attack was answered: {attack}")
        request = b"GET /x?evil-payload HTTP/1.1\r\nHost: a\r\n\r\n"
        whole = bed.traffic("client", "segments", SERVER, 80, request.hex(), 1000)
        require("error" in whole, f"the attack in one packet was answered: {whole}")
        for size in (20, 5, 1):
            split = bed.traffic("client", "segments", SERVER, 80, request.hex(), size)
            require("error" in split, f"the attack in segments of {size} was answered: {split}")
        require(bed.traffic("client", "get", f"http://{SERVER}/after").get("status") == 200, "an ordinary request failed")

        with open(log) as file:
            reached = file.read()
        require("passwd" not in reached and "evil" not in reached, f"the attack reached the server:\n{reached}")
        require("/before" in reached and "/after" in reached, f"ordinary requests did not reach the server:\n{reached}")

        bed.wait_for(lambda: bed.alerts(1000002) >= 4, "four alerts of sid 1000002 in eve.json", seconds=20)
        events = bed.events()
        alerts = [e for e in events if e["event_type"] == "alert"]
        require(any(e["alert"]["signature_id"] == 1000001 for e in alerts), "no alert of sid 1000001 in the journal")
        require(all(e["alert"]["action"] == "blocked" for e in alerts), "an alert of a drop rule is not 'blocked'")
        print(f"attacks: 5 of 5 dropped (1 packet, 3 segmentations, 1 request), {len(alerts)} alerts, "
              f"{sum(e['event_type'] == 'drop' for e in events)} drop events; ordinary requests: 2 of 2 answered")


if __name__ == "__main__":
    case(body)
