#!/usr/bin/env python3
"""kill -9 of the control plane under traffic: nothing is lost, and what happened meanwhile is in the journal once it is back."""
import os
import signal
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from bed import SERVER, Bed, case, require

RULES = """\
alert udp any any -> any 9 (msg:"acceptance: counted"; content:"count-me"; sid:1000004; rev:1;)
"""
MEANWHILE = 200


def body():
    with Bed(RULES, planes="apart") as bed:
        bed.serve("server", "echo", 7)
        probe = bed.start_traffic("client", "probe", SERVER, 7, 30, 1000)
        time.sleep(2)

        os.killpg(bed.control.pid, signal.SIGKILL)
        bed.control.wait()
        bed.in_client(sys.executable, "-c", f"""
import socket, time
s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
for i in range({MEANWHILE}):
    s.sendto(b'count-me %d' % i, ('{SERVER}', 9)); time.sleep(0.002)
""")
        time.sleep(1)
        bed.control = bed.start_control()
        bed.wait_for(lambda: bed.alerts(1000004) >= MEANWHILE, f"{MEANWHILE} events in eve.json", bed.control, 90)
        found = len(bed.events("--sid", "1000004"))
        result = bed.finish_traffic(probe)

        require(result["lost"] == 0, f"lost: {result}")
        require(found == MEANWHILE, f"{found} events in the journal, {MEANWHILE} happened")
        print(f"control plane killed for some seconds: {result['sent']} datagrams sent, {result['lost']} lost, longest gap "
              f"{result['longest_gap_ms']} ms; {found} of {MEANWHILE} events of that time are in the journal")


if __name__ == "__main__":
    case(body)
