package org.sluice.dataplane.app;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;

/**
 * Fuzzes each parser with conversations made of the fuzzer's bytes behind a beginning that the parser knows. Reads outside
 * a segment throw; memory must all come back. Without {@code JAZZER_FUZZ=1} the seeds alone are run.
 */
class AppLayerFuzz {
    @FuzzTest(maxDuration = "2m")
    void http(FuzzedDataProvider data) {
        play(data, 80, false, "GET / HTTP/1.1\r\n", "HTTP/1.1 200 OK\r\n");
    }

    @FuzzTest(maxDuration = "2m")
    void httpBody(FuzzedDataProvider data) {
        String coding = data.pickValue(new String[] {"gzip", "deflate", "gzip, deflate", "identity"});
        play(data, 80, false, "POST / HTTP/1.1\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: 5000\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Encoding: " + coding + "\r\n\r\n");
    }

    @FuzzTest(maxDuration = "2m")
    void dnsDatagrams(FuzzedDataProvider data) {
        play(data, 53, true, "", "");
    }

    @FuzzTest(maxDuration = "2m")
    void dnsStream(FuzzedDataProvider data) {
        play(data, 53, false, "\0\35\0\1\1\0\0\1\0\0\0\0\0\0\7example\3com\0\0\1\0\1", "");
    }

    @FuzzTest(maxDuration = "2m")
    void tls(FuzzedDataProvider data) {
        play(data, 443, false, "\26\3\1", "\26\3\3");
    }

    @FuzzTest(maxDuration = "2m")
    void smb(FuzzedDataProvider data) {
        String header = "\0\0\0\104\376SMB\100\0\0\0\0\0\0\0" + data.pickValue(new String[] {"\3", "\5", "\11", "\13"});
        play(data, 445, false, header, "");
    }

    @FuzzTest(maxDuration = "2m")
    void messages(FuzzedDataProvider data) {
        int port = data.pickValue(new Integer[] {135, 502, 1883, 20_000, 44_818, 5432, 389, 88});
        String first = switch (port) {
            case 135 -> "\5\0\13\3\20\0\0\0\110\0\0\0\1\0\0\0";
            case 502 -> "\0\1\0\0\0\6\12\3\0\144\0\3";
            case 1883 -> "\340\0";
            case 20_000 -> "\5\144\13\304\1\0\2\0\0\0";
            case 5432 -> "\0\0\0\10\0\3\0\0";
            case 389 -> "\60\14\2\1\1\140\7\2\1\3\4\0\200\0";
            case 88 -> "\0\0\0\100\152\76\60\74";
            default -> "\143\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0";
        };
        play(data, port, false, first, "");
    }

    @FuzzTest(maxDuration = "2m")
    void datagrams(FuzzedDataProvider data) {
        play(data, data.pickValue(new Integer[] {69, 88, 123, 161, 389, 500, 4500, 20_000, 44_818}), true, "", "");
    }

    @FuzzTest(maxDuration = "2m")
    void anything(FuzzedDataProvider data) {
        play(data, data.consumeInt(0, 65_535), data.consumeBoolean(), "", "");
    }

    private static void play(FuzzedDataProvider data, int port, boolean udp, String client, String server) {
        try (Conversation conversation = new Conversation()) {
            conversation.serverPort(port);
            if (udp) {
                conversation.overUdp();
            }
            if (!client.isEmpty()) {
                conversation.client(client);
            }
            if (!server.isEmpty()) {
                conversation.server(server);
            }
            while (data.remainingBytes() > 0) {
                int direction = data.consumeBoolean() ? 1 : 0;
                int kind = data.consumeInt(0, 40);
                if (kind == 0 && conversation.session() != null) {
                    conversation.gap(direction, data.consumeInt(1, 5000));
                } else if (kind == 1) {
                    conversation.end(direction);
                } else {
                    conversation.send(direction, data.consumeBytes(data.consumeInt(0, 1500)));
                }
            }
            conversation.finish();
            if (conversation.layer().memory().used() != 0) {
                throw new IllegalStateException("memory was not given back: " + conversation.layer().memory().used());
            }
        }
    }
}
