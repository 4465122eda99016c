package org.sluice.dataplane.app.telnet;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.sluice.dataplane.app.AppRuntime;
import org.sluice.dataplane.app.AppSession;
import org.sluice.dataplane.app.FrameMark;
import org.sluice.dataplane.decode.Packet;
import org.sluice.rules.image.AppProtocol;
import org.sluice.rules.image.Buffer;

/** One direction: lines of data, and commands between them, each a frame. */
final class TelnetReader {
    /** Interpret as command. */
    static final int IAC = 255;
    static final int WILL = 251;
    static final int DONT = 254;
    private static final int SUBNEGOTIATION = 250;
    private static final int SUBNEGOTIATION_ENDS = 240;

    /** What the next byte is. */
    private enum At { DATA, COMMAND, OPTION, IN_SUBNEGOTIATION, COMMAND_IN_SUBNEGOTIATION }

    private final FrameMark pdu;
    private final FrameMark control;
    private final FrameMark data;
    private At at = At.DATA;

    TelnetReader(AppRuntime runtime, int direction) {
        pdu = new FrameMark(runtime, AppProtocol.TELNET, Buffer.FRAME_TELNET_PDU, direction);
        control = new FrameMark(runtime, AppProtocol.TELNET, Buffer.FRAME_TELNET_CTL, direction);
        data = new FrameMark(runtime, AppProtocol.TELNET, Buffer.FRAME_TELNET_DATA, direction);
    }

    void take(AppSession session, Packet packet, MemorySegment memory, long offset, long end) {
        long from = offset;
        for (long i = offset; i < end; i++) {
            int b = memory.get(ValueLayout.JAVA_BYTE, i) & 0xFF;
            if (at == At.DATA && b == IAC) {
                // A line without its end goes before the command.
                if (i > from) {
                    mark(session, packet, memory, from, i, false, true);
                } else {
                    end();
                }
                from = i;
            }
            boolean wasControl = at != At.DATA || b == IAC;
            at = next(b);
            if (at == At.DATA && (wasControl || b == '\n')) {
                mark(session, packet, memory, from, i + 1, wasControl, true);
                from = i + 1;
            }
        }
        if (from < end) {
            mark(session, packet, memory, from, end, at != At.DATA, false);
        }
    }

    private At next(int b) {
        return switch (at) {
            case DATA -> b == IAC ? At.COMMAND : At.DATA;
            case COMMAND -> b >= WILL && b <= DONT ? At.OPTION : b == SUBNEGOTIATION ? At.IN_SUBNEGOTIATION : At.DATA;
            case OPTION -> At.DATA;
            case IN_SUBNEGOTIATION -> b == IAC ? At.COMMAND_IN_SUBNEGOTIATION : At.IN_SUBNEGOTIATION;
            case COMMAND_IN_SUBNEGOTIATION -> b == SUBNEGOTIATION_ENDS ? At.DATA : At.IN_SUBNEGOTIATION;
        };
    }

    private void mark(AppSession session, Packet packet, MemorySegment memory, long from, long to, boolean isControl,
                      boolean ends) {
        pdu.run(session, packet, memory, from, to, ends);
        (isControl ? control : data).run(session, packet, memory, from, to, ends);
    }

    void end() {
        pdu.end();
        control.end();
        data.end();
    }

    void clear() {
        at = At.DATA;
        pdu.forget();
        control.forget();
        data.forget();
    }
}
