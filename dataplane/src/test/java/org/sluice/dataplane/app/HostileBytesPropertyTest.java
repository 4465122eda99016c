package org.sluice.dataplane.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Conversations that are damaged at random never make a parser throw, read outside, or keep memory. */
class HostileBytesPropertyTest {
    private static final String[][] BEGINNINGS = {
        {"GET /a?b HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
            "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 30\r\n\r\n\37\213\10\0\0\0\0\0\0\3\113\114\112\6\0"},
        {"\26\3\1\0\100\1\0\0\74\3\3abcdefghijklmnopqrstuvwxyz012345\0\0\2\23\1\1\0\0\21\0\0\0\13\0\11\0\0\6ab.cde\0\20\0\0",
            "\26\3\3\0\20\13\0\0\14\0\0\11\0\0\6\60\4\60\2\2\0"},
        {"\0\35\0\1\1\0\0\1\0\0\0\0\0\0\7example\3com\0\0\1\0\1", "\0\20\0\1\201\200\0\1\0\0\0\0\0\0\300\14\0\1"},
        {"SSH-2.0-x\r\n\0\0\0\20\4\24abcdefghijklmnop", "SSH-2.0-y\r\n\0\0\0\20\4\24abcdefghijklmnop"},
        {"EHLO x\r\nMAIL FROM:<a>\r\nDATA\r\nSubject: s\r\n\r\n.\r\n", "220 x ESMTP\r\n250 a\r\n250 b\r\n354 go\r\n250 ok\r\n"},
        {"USER a\r\nPASS b\r\nPORT 1,2,3,4,5,6\r\n", "220 x FTP\r\n331 p\r\n230 in\r\n227 (1,2,3,4,5,6)\r\n"},
        {"\5\0\13\3\20\0\0\0\40\0\0\0\1\0\0\0\0\0\0\0\0\0\0\0\1\0\0\0\0\0\1\0",
            "\5\0\2\3\20\0\0\0\34\0\0\0\1\0\0\0\10\0\0\0\0\0\0\0abcd"},
        {"\0\0\0\104\376SMB\100\0\0\0\0\0\0\0\11\0", "\0\0\0\104\376SMB\100\0\0\0\0\0\0\0\13\0\1\0\1\0\0\0"},
        {"\20\31\0\4MQTT\4\302\0\74\0\2id\0\4user\0\3pwd", "\40\2\1\0\62\12\0\3a/b\0\7hel"},
        {"GET / HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\n\r\n\1\204abcd....\200\204abcd....\211\0\301\204abcd....",
            "HTTP/1.1 101 X\r\nUpgrade: websocket\r\n\r\n\201\5hello\202\176\0\4abcd"},
        {"\200\0\0\104\1\2\3\4\0\0\0\0\0\0\0\2\0\1\206\243\0\0\0\3\0\0\0\6\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\4abcd"
            + "\0\0\0\0\0\0\0\0\0\0\20\0\0\0\0\0",
            "\200\0\0\60\1\2\3\4\0\0\0\1\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\4\0\0\0\1\0\0\0\4data"},
        {"\377\375\3\377\372\30\0xterm\377\360ls -l\r\nwho\377\377\r\n", "\377\373\3login: \r\n"},
        {"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\4\0\0\0\0\0\0\0\22\1\4\0\0\0\1\203\204\206\100\1a\1b\276\17\15\2gz\0\0\0"
            + "\0\0\4\0\1\0\0\0\1body", "\0\0\0\4\0\0\0\0\0\0\0\1\1\4\0\0\0\1\210\0\0\4\0\11\0\0\0\1\2a\0\0"},
    };

    private static final int[] PORTS = {53, 80, 23};

    @Property(tries = 500)
    void shouldSurviveDamage(@ForAll long seed) {
        Random random = new Random(seed);
        String[] beginning = BEGINNINGS[random.nextInt(BEGINNINGS.length)];
        try (Conversation conversation = new Conversation(new AppSettings().memcap(1 << 20).transactions(16))) {
            conversation.serverPort(PORTS[random.nextInt(PORTS.length)]);
            for (int round = 0; round < 4; round++) {
                int direction = random.nextInt(2);
                byte[] bytes = beginning[direction].getBytes(StandardCharsets.ISO_8859_1);
                int damages = random.nextInt(4);
                for (int i = 0; i < damages && round + i > 0; i++) {
                    bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
                }
                conversation.send(direction, bytes);
                if (random.nextInt(8) == 0) {
                    conversation.gap(direction, 1 + random.nextInt(100));
                }
            }
            conversation.finish();

            assertEquals(0, conversation.layer().memory().used());
        }
    }
}
