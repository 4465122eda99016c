package org.sluice.dataplane.app.smtp;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.sluice.dataplane.app.AppParser;
import org.sluice.dataplane.app.AppRuntime;
import org.sluice.dataplane.app.AppSession;
import org.sluice.dataplane.app.Pool;
import org.sluice.dataplane.decode.Packet;
import org.sluice.rules.image.AppProtocol;

/** SMTP: recognised by the client's greeting, or by a server that says so in its own. */
public final class SmtpParser implements AppParser {
    private static final int LONGEST_WELCOME = 512;

    private final AppRuntime runtime;
    private final Pool<SmtpTransaction> transactions;
    private final Pool<SmtpDialogue> dialogues;

    /** @param runtime of the inspector */
    public SmtpParser(AppRuntime runtime) {
        this.runtime = runtime;
        transactions = runtime.pool(SmtpTransaction::new);
        dialogues = runtime.pool(r -> new SmtpDialogue(r, this));
    }

    @Override
    public AppProtocol protocol() {
        return AppProtocol.SMTP;
    }

    @Override
    public int probe(Packet packet, int direction, MemorySegment memory, long offset, int length) {
        if (direction == Packet.TO_SERVER) {
            return Math.max(begins(memory, offset, length, "ehlo "), begins(memory, offset, length, "helo "));
        }
        int answer = begins(memory, offset, length, "220");
        return answer == YES ? welcome(memory, offset, length) : answer;
    }

    @Override
    public boolean begin(AppSession session) {
        SmtpDialogue dialogue = dialogues.take();
        if (dialogue == null) {
            return false;
        }
        dialogue.begin();
        session.state(dialogue);
        return true;
    }

    @Override
    public int onData(AppSession session, Packet packet, int direction, MemorySegment memory, long offset, int length) {
        SmtpDialogue dialogue = (SmtpDialogue) session.state();
        long stop = direction == Packet.TO_SERVER
                ? dialogue.client(session, packet, memory, offset, offset + length)
                : dialogue.server(session, packet, memory, offset, offset + length);
        return stop < 0 ? FAILED : (int) (stop - offset);
    }

    @Override
    public boolean onGap(AppSession session, Packet packet, int direction, long length) {
        return false;
    }

    @Override
    public void onEnd(AppSession session, Packet packet, int direction) {
        ((SmtpDialogue) session.state()).end(direction);
    }

    @Override
    public void end(AppSession session) {
        SmtpDialogue dialogue = (SmtpDialogue) session.state();
        dialogue.release();
        dialogues.give(dialogue);
    }

    SmtpTransaction open(AppSession session, Packet packet) {
        return runtime.open(session, this, transactions, packet);
    }

    /** A welcome names the protocol or leaves it to the client's first words. */
    private static int welcome(MemorySegment memory, long offset, int length) {
        for (int i = 3; i + 4 <= length && memory.get(ValueLayout.JAVA_BYTE, offset + i) != '\n'; i++) {
            if (begins(memory, offset + i, length - i, "smtp") == YES) {
                return YES;
            }
        }
        return length < LONGEST_WELCOME ? MORE : NO;
    }

    private static int begins(MemorySegment memory, long offset, int length, String lower) {
        for (int i = 0; i < lower.length(); i++) {
            if (i == length) {
                return MORE;
            }
            if (Text.lower(memory.get(ValueLayout.JAVA_BYTE, offset + i)) != lower.charAt(i)) {
                return NO;
            }
        }
        return YES;
    }
}
