package org.sluice.dataplane.app.telnet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sluice.dataplane.app.Conversation;
import org.sluice.rules.image.AppProtocol;
import org.sluice.rules.image.Buffer;

class TelnetParserTest {
    private final Conversation conversation = new Conversation().serverPort(23);

    @AfterEach
    void close() {
        conversation.close();
    }

    private List<String> frames(Buffer kind) {
        return conversation.finish().stream().map(seen -> seen.get(kind, 0)).filter(Objects::nonNull).toList();
    }

    @Test
    void shouldPutLinesTogetherThatAreTypedByteByByte() {
        conversation.client("\377\375\3").layer().frames().want(Buffer.FRAME_TELNET_DATA);
        for (char c : "ls -l\r\nwho\r\n".toCharArray()) {
            conversation.client(String.valueOf(c));
        }

        assertEquals(AppProtocol.TELNET, conversation.session().protocol());
        assertEquals(List.of("ls -l\r\n", "who\r\n"), frames(Buffer.FRAME_TELNET_DATA));
    }

    @Test
    void shouldLeaveCommandsOutOfTheLineTheyLieIn() {
        conversation.layer().frames().want(Buffer.FRAME_TELNET_DATA);
        conversation.layer().frames().want(Buffer.FRAME_TELNET_CTL);
        conversation.client("\377\375\3c\377\361at /etc/\377\372\30\0a\377\377b\377\360passwd\377\377\n");

        List<Conversation.Seen> seen = conversation.finish();
        assertEquals(List.of("cat /etc/passwd\377\n"),
                seen.stream().map(s -> s.get(Buffer.FRAME_TELNET_DATA, 0)).filter(Objects::nonNull).toList());
        assertEquals(List.of("\377\375\3", "\377\361", "\377\372\30\0a\377\377b\377\360", "\377"),
                seen.stream().map(s -> s.get(Buffer.FRAME_TELNET_CTL, 0)).filter(Objects::nonNull).toList());
    }
}
