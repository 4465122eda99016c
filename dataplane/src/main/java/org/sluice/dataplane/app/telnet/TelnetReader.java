package org.sluice.dataplane.app.telnet;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.sluice.dataplane.app.AppRuntime;
import org.sluice.dataplane.app.AppSession;
import org.sluice.dataplane.app.Frame;
import org.sluice.dataplane.app.Frames;
import org.sluice.dataplane.decode.Packet;
import org.sluice.rules.image.AppProtocol;
import org.sluice.rules.image.Buffer;

/** One direction: tells lines from the commands between them, and in the midst of them. */
final class TelnetReader {
    private static final int INTERPRET = 0xff;
    private static final int SUBNEGOTIATION = 0xfa;
    private static final int END_OF_SUBNEGOTIATION = 0xf0;
    private static final int FIRST_WITH_OPTION = 0xfb;
    private static final byte LF = '\n';

    private enum At { DATA, COMMAND, OPTION, SUBNEGOTIATION, SUBNEGOTIATION_COMMAND }

    private final AppRuntime runtime;
    private final int direction;
    private final Buffer[] kinds = {Buffer.FRAME_TELNET_PDU, Buffer.FRAME_TELNET_DATA, Buffer.FRAME_TELNET_CTL};
    private final Frame[] open = new Frame[kinds.length];
    private final long[] ids = new long[kinds.length];
    private At at = At.DATA;
    private boolean inLine;

    TelnetReader(AppRuntime runtime, int direction) {
        this.runtime = runtime;
        this.direction = direction;
    }

    void take(AppSession session, Packet packet, MemorySegment memory, long offset, long end) {
        long position = offset;
        while (position < end) {
            long from = position;
            int b = memory.get(ValueLayout.JAVA_BYTE, position) & 0xFF;
            if (at == At.DATA && b != INTERPRET) {
                position = line(session, packet, memory, position, end);
                continue;
            }
            position++;
            if (at == At.COMMAND && b == INTERPRET) {
                // Twice it is a byte of data.
                at = At.DATA;
                data(session, packet, memory, from, position);
                continue;
            }
            command(session, packet, memory, from, b);
        }
    }

    /** Data up to a line's end, or the next command. */
    private long line(AppSession session, Packet packet, MemorySegment memory, long offset, long end) {
        long position = offset;
        boolean whole = false;
        while (position < end && !whole && (memory.get(ValueLayout.JAVA_BYTE, position) & 0xFF) != INTERPRET) {
            whole = memory.get(ValueLayout.JAVA_BYTE, position++) == LF;
        }
        data(session, packet, memory, offset, position);
        if (whole) {
            end(0);
            end(1);
            inLine = false;
        }
        return position;
    }

    private void data(AppSession session, Packet packet, MemorySegment memory, long from, long to) {
        if (!inLine) {
            begin(session, packet, 0);
            begin(session, packet, 1);
            inLine = true;
        }
        append(0, memory, from, to);
        append(1, memory, from, to);
    }

    private void command(AppSession session, Packet packet, MemorySegment memory, long from, int b) {
        if (at == At.DATA) {
            begin(session, packet, 2);
        }
        append(2, memory, from, from + 1);
        at = switch (at) {
            case DATA -> At.COMMAND;
            case COMMAND -> b == SUBNEGOTIATION ? At.SUBNEGOTIATION : b >= FIRST_WITH_OPTION ? At.OPTION : At.DATA;
            case OPTION -> At.DATA;
            case SUBNEGOTIATION -> b == INTERPRET ? At.SUBNEGOTIATION_COMMAND : At.SUBNEGOTIATION;
            case SUBNEGOTIATION_COMMAND -> b == END_OF_SUBNEGOTIATION ? At.DATA : At.SUBNEGOTIATION;
        };
        if (at == At.DATA) {
            end(2);
        }
    }

    /** What is open ends here: bytes were lost, or none follow. */
    void stop() {
        for (int i = 0; i < open.length; i++) {
            end(i);
        }
        inLine = false;
        at = At.DATA;
    }

    private void begin(AppSession session, Packet packet, int slot) {
        open[slot] = runtime.frames().begin(session, packet, AppProtocol.TELNET, kinds[slot], direction, -1);
        ids[slot] = open[slot] == null ? 0 : open[slot].id();
    }

    private void append(int slot, MemorySegment memory, long from, long to) {
        Frames.append(open[slot], ids[slot], memory, from, (int) (to - from));
    }

    private void end(int slot) {
        if (open[slot] != null && open[slot].id() == ids[slot]) {
            open[slot].end();
        }
        open[slot] = null;
    }
}
