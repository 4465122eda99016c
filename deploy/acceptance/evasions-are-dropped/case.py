#!/usr/bin/env python3
"""One attack in some two hundred forms: fragments, segments and HTTP as evasion tools make them. None of them may reach the
server, in the bytes its kernel hands to a program or in any bytes that any host could make of the frames that arrived, and
an event names the rule or the policy. The same forms of a harmless text pass.

usage: case.py [PART-OF-A-FORM'S-NAME]     SLUICE_BED=bridge shows what the forms do where nothing inspects
"""
import ipaddress
import os
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from bed import Bed, case, require
import forms
import http_forms
from ends import Ends
from crafting import UDP, Datagram, Host, Session
from receivers import AnyReceiver

RULES = """\
drop tcp any any -> any any (msg:"evasion: TCP"; flow:established,to_server; content:"evil-payload"; sid:1;)
drop udp any any -> any any (msg:"evasion: UDP"; content:"evil-payload"; sid:2;)
drop http any any -> any any (msg:"evasion: path"; flow:to_server; http.uri; content:"/etc/passwd"; sid:3;)
drop http any any -> any any (msg:"evasion: path, undone twice"; flow:to_server; http.uri; url_decode; \\
    content:"/etc/passwd"; sid:4;)
drop http any any -> any any (msg:"evasion: header"; flow:to_server; http.header; content:"evil-word"; sid:5;)
drop http any any -> any any (msg:"evasion: agent"; flow:to_server; http.user_agent; content:"evil-word"; sid:6;)
drop http any any -> any any (msg:"evasion: cookie"; flow:to_server; http.cookie; content:"evil-word"; sid:7;)
drop http any any -> any any (msg:"evasion: body"; flow:to_server; http.request_body; content:"evil-word"; sid:8;)
drop http any any -> any any (msg:"evasion: answer"; flow:to_client; file.data; content:"evil-word"; sid:9;)
alert tcp any any -> any any (msg:"evasion: conflict"; stream-event:reassembly_overlap_different_data; sid:11;)
alert ip any any -> any any (msg:"evasion: conflict"; decode-event:ipv4.frag_overlap; sid:12;)
alert ip any any -> any any (msg:"evasion: conflict"; decode-event:ipv6.frag_overlap; sid:13;)
"""
SETTINGS = """\
app-layer:
  protocols:
    http:
      libhtp:
        default-config:
          path-utf8-convert-bestfit: yes
outputs:
  eve-log:
    types: [alert, drop, anomaly]
"""
# net_af_packet has the kernel put fragments of IPv4 together before Sluice sees them.
DEVICE = "net_pcap{n},rx_iface_in={end},tx_iface={end}"
TEXTS = {
    "bytes": (b"start of it: evil-payload and its end\n", b"start of it: good-payload and its end\n"),
    "needle": (b"evil-payload", b"good-payload"),
    "uri": (b"/etc/passwd", b"/doc/readme"),
    "word": (b"evil-word", b"good-word"),
}


class Outcome:
    """What became of one form with one text."""

    def __init__(self, kind, name, source, evil):
        self.kind, self.name, self.source, self.evil = kind, name, source, evil
        self.sent, self.arrived, self.read, self.deliverable = [], [], b"", False
        self.note = ""


class Run:
    """Runs forms between the two ends; each has a client address of its own, by which its events are known."""

    def __init__(self, ends):
        self.ends, self.number = ends, 0

    def host(self, six):
        self.number += 1
        source = f"fd00:77::{self.number:x}" if six else f"10.77.{self.number >> 8}.{self.number & 255}"
        return Host(source, self.ends.server6 if six else self.ends.server4, self.ends.server_mac)

    def play(self, frames, outcome, receiver):
        for frame in frames:
            if frame is forms.SETTLE:
                self.settle(outcome, receiver)
            else:
                outcome.sent.append(frame)
                self.ends.send(frame)
        self.settle(outcome, receiver)

    def settle(self, outcome, receiver):
        for frame, outgoing in self.ends.cross():
            if outcome.host.source in frame[:60]:
                receiver.take(frame)
                if not outgoing:
                    outcome.arrived.append(frame)

    def fragments(self, form, evil, six):
        host = self.host(six)
        text = b"what comes before it, and then:\n" + TEXTS["bytes"][not evil] + b"and what comes behind it, to the end\n"
        outcome = Outcome("fragments of IPv6" if six else "fragments of IPv4", form.name, host.source_text, evil)
        outcome.host, outcome.form = host, form
        # In IPv4 without a UDP checksum, so that it saves no host from a mixture.
        payload = host.udp(4000 + self.number, self.ends.udp_port, text, None if six else 0)
        datagram = Datagram(host, UDP, payload, 1000 + self.number)
        datagram.text, datagram.text_at = text, 8 + text.index(b"payload") - len("evil-")
        datagram.udp = lambda data: host.udp(4000 + self.number, self.ends.udp_port, data, None if six else 0)
        receiver = AnyReceiver(host.source)
        self.play(form.body(datagram), outcome, receiver)
        outcome.deliverable = receiver.can_hold(TEXTS["needle"][not evil])
        outcome.read = b"".join(self.ends.datagrams())
        outcome.whole = (TEXTS["needle"][0] if evil else text) in outcome.read
        return outcome

    def connect(self, host, options, text):
        syn = {"data": options.pop("syn_data", lambda t: b"")(text), "extra": options.pop("syn_options", b"")}
        early = options.pop("early", False)
        session = Session(host, 20_000 + self.number % 40_000, **options)
        return session, self.ends.connect(session, syn, early)

    def tcp(self, form, evil):
        host = self.host(False)
        text = TEXTS["bytes"][not evil]
        outcome = Outcome("TCP", form.name, host.source_text, evil)
        outcome.host, outcome.form = host, form
        receiver = AnyReceiver(host.source)
        session, opened = self.connect(host, dict(form.session), text)
        self.settle(outcome, receiver)
        outcome.arrived.clear()
        if not opened:
            outcome.note = "no handshake"
        self.play(form.body(session, text), outcome, receiver)
        outcome.deliverable = receiver.can_hold(TEXTS["needle"][not evil])
        outcome.read = self.ends.read()
        outcome.whole = TEXTS["needle"][0] in outcome.read if evil \
            else len(outcome.read) >= len(text) if form.refused else outcome.read == form.expect(text)
        return outcome

    def http(self, form, evil):
        host = self.host(False)
        word = TEXTS["uri" if form.rule == "uri" else "word"][not evil]
        message = form.message(word)
        outcome = Outcome("HTTP " + form.kind, form.name, host.source_text, evil)
        outcome.host, outcome.form = host, form
        receiver = AnyReceiver(host.source)
        session, _ = self.connect(host, {}, b"")
        self.settle(outcome, receiver)
        outcome.arrived.clear()
        if form.kind == "request":
            self.play(session.segments(message, form.size), outcome, receiver)
            outcome.read = self.ends.read()
        else:
            self.play([session.segment(0, http_forms.request(b"/"))], outcome, receiver)
            outcome.read = self.ends.answer(session, message)
        outcome.whole = outcome.deliverable = outcome.read == message
        return outcome


def run_all(ends, wanted):
    run, outcomes = Run(ends), []
    for evil in (True, False):
        for form in forms.FORMS + http_forms.FORMS:
            if wanted not in form.name:
                continue
            if form.kind == "fragments":
                outcomes += [run.fragments(form, evil, six) for six in (False, True)]
            elif form.kind == "tcp":
                outcomes.append(run.tcp(form, evil))
            else:
                outcomes.append(run.http(form, evil))
    return outcomes


def attribute(bed, outcomes):
    """What the events of each form say: rules that alerted, then reasons of drops that no rule asked for."""
    found = {}
    for event in bed.eve():
        for source in (event.get("src_ip"), event.get("dest_ip")):
            if source:
                rules, reasons = found.setdefault(ipaddress.ip_address(source), ([], []))
                if event["event_type"] == "alert":
                    rules.append(event["alert"]["signature_id"])
                elif event["event_type"] == "drop":
                    reasons.append(event["drop"]["reason"])
    for outcome in outcomes:
        rules, reasons = found.get(ipaddress.ip_address(outcome.source), ([], []))
        outcome.by = [f"sid {sid}" for sid in dict.fromkeys(rules)]
        outcome.by += [reason for reason in dict.fromkeys(reasons) if reason not in ("rules", "flow drop")]
    return all(outcome.by for outcome in outcomes if outcome.evil)


def judge(outcome):
    """What is wrong with an outcome; None when it is as it must be."""
    if outcome.evil:
        if outcome.deliverable or outcome.whole:
            return "REACHED THE SERVER" if outcome.whole else "COULD BE READ FROM WHAT ARRIVED"
        return None if outcome.by or getattr(outcome.form, "neutral", False) else "dropped, but no event says so"
    form = outcome.form
    if not outcome.whole and not getattr(form, "stuck", False):
        return f"HARMLESS, BUT LOST ({outcome.note} {len(outcome.read)} bytes read)"
    if outcome.arrived != outcome.sent and not getattr(form, "refused", False) and outcome.kind != "HTTP response":
        return f"HARMLESS, BUT ONLY {len(outcome.arrived)} OF {len(outcome.sent)} FRAMES CAME AS SENT"
    if any(by.startswith("sid") and int(by[4:]) < 10 for by in outcome.by):
        return f"HARMLESS, BUT {outcome.by}"
    return None


def body():
    wanted = sys.argv[1] if len(sys.argv) > 1 else ""
    with Bed(RULES, settings=SETTINGS, device=DEVICE) as bed:
        with Ends(bed) as ends:
            started = time.monotonic()
            outcomes = run_all(ends, wanted)
            seconds = time.monotonic() - started
        if not bed.bridge:
            end = time.monotonic() + 10
            while not attribute(bed, outcomes) and time.monotonic() < end:
                time.sleep(0.2)
        else:
            attribute(bed, outcomes)
        problems = 0
        harmless = {(o.kind, o.name): o for o in outcomes if not o.evil}
        for outcome in (o for o in outcomes if o.evil):
            other = harmless[outcome.kind, outcome.name]
            wrong = [w for w in (judge(outcome), judge(other)) if w]
            problems += bool(wrong)
            passed = "passes" if other.whole and other.arrived == other.sent or outcome.kind == "HTTP response" \
                else "arrives" if other.whole else "refused"
            print(f"{outcome.kind:18} {outcome.name:58} {', '.join(outcome.by) or 'made harmless':34} harmless {passed}"
                  + "".join(f"   <-- {w}" for w in wrong))
        attacks = len(outcomes) // 2
        print(f"{attacks} forms in {seconds:.1f} s; {attacks - problems} as they must be")
        require(problems == 0, f"{problems} of {attacks} forms are not dropped, or are when harmless")


if __name__ == "__main__":
    case(body)
