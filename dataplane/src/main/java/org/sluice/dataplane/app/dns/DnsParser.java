package org.sluice.dataplane.app.dns;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.sluice.dataplane.app.AppParser;
import org.sluice.dataplane.app.AppRuntime;
import org.sluice.dataplane.app.AppSession;
import org.sluice.dataplane.app.ByteView;
import org.sluice.dataplane.app.NativeBytes;
import org.sluice.dataplane.app.Pool;
import org.sluice.dataplane.decode.Packet;
import org.sluice.rules.image.AppEvent;
import org.sluice.rules.image.AppProtocol;
import org.sluice.rules.image.Buffer;

/**
 * DNS, and its like by multicast (RFC 6762): a datagram is a message; in a stream each has its length before it (RFC
 * 1035, 4.2.2).
 */
public final class DnsParser implements AppParser {
    private static final int Z = 0x0040;
    private static final int LAST_OPCODE = 6;

    private final AppRuntime runtime;
    private final Pool<DnsTransaction> transactions;
    private final Pool<State> states;
    private final boolean datagrams;
    private final ByteView view = new ByteView();
    private final AppProtocol protocol;

    /** Bytes of a message that is not whole yet, by direction. */
    private static final class State {
        private final NativeBytes[] pending;

        State(AppRuntime runtime) {
            pending = new NativeBytes[] {runtime.bytes(65_538), runtime.bytes(65_538)};
        }
    }

    private DnsParser(AppRuntime runtime, boolean datagrams, int states, AppProtocol protocol) {
        this.runtime = runtime;
        this.datagrams = datagrams;
        this.protocol = protocol;
        transactions = runtime.smallPool(r -> new DnsTransaction(r, protocol));
        this.states = new Pool<>(states, () -> new State(runtime));
    }

    /** For UDP. */
    public static DnsParser overUdp(AppRuntime runtime) {
        return new DnsParser(runtime, true, 0, AppProtocol.DNS);
    }

    /** For UDP by multicast. */
    public static DnsParser byMulticast(AppRuntime runtime) {
        return new DnsParser(runtime, true, 0, AppProtocol.MDNS);
    }

    /** For TCP. */
    public static DnsParser overTcp(AppRuntime runtime) {
        return new DnsParser(runtime, false, runtime.settings().transactions() / 4 + 1, AppProtocol.DNS);
    }

    @Override
    public AppProtocol protocol() {
        return protocol;
    }

    @Override
    public boolean runsOver(boolean overDatagrams) {
        return overDatagrams == datagrams;
    }

    @Override
    public int probe(Packet packet, int direction, MemorySegment memory, long offset, int length) {
        return protocol == AppProtocol.MDNS ? DnsProbe.multicast(packet, memory, offset, length)
                : DnsProbe.probe(packet, memory, offset, length, !datagrams);
    }

    @Override
    public boolean begin(AppSession session) {
        if (datagrams) {
            return true;
        }
        State state = states.take();
        session.state(state);
        return state != null;
    }

    @Override
    public int onData(AppSession session, Packet packet, int direction, MemorySegment memory, long offset, int length) {
        if (datagrams) {
            message(session, packet, direction, memory, offset, length);
            return length;
        }
        NativeBytes pending = ((State) session.state()).pending[direction];
        long at = offset;
        long end = offset + length;
        while (at < end) {
            if (pending.isEmpty() && end - at >= 2) {
                int framed = shortAt(memory, at);
                if (framed < DnsMessage.HEADER) {
                    return FAILED;
                }
                if (end - at >= 2 + framed) {
                    message(session, packet, direction, memory, at + 2, framed);
                    at += 2 + framed;
                    continue;
                }
            }
            int wanted = pending.length() < 2
                    ? 2 - pending.length()
                    : 2 + shortAt(pending.memory(), pending.offset()) - pending.length();
            int taken = pending.append(memory, at, (int) Math.min(wanted, end - at));
            at += taken;
            int framed = pending.length() < 2 ? -1 : shortAt(pending.memory(), pending.offset());
            if (pending.cut() || framed >= 0 && framed < DnsMessage.HEADER) {
                return FAILED;
            }
            if (framed >= 0 && pending.length() == 2 + framed) {
                message(session, packet, direction, pending.memory(), pending.offset() + 2, pending.length() - 2);
                pending.release();
            }
        }
        return length;
    }

    @Override
    public boolean onGap(AppSession session, Packet packet, int direction, long length) {
        return datagrams;
    }

    @Override
    public void onEnd(AppSession session, Packet packet, int direction) {
        // Each message was whole when it came; a part of one is none.
    }

    @Override
    public void end(AppSession session) {
        State state = (State) session.state();
        if (state != null) {
            state.pending[0].release();
            state.pending[1].release();
            states.give(state);
        }
    }

    private void message(
            AppSession session, Packet packet, int direction, MemorySegment memory, long offset, int length) {
        if (runtime.frames().wants(Buffer.FRAME_DNS_PDU)) {
            runtime.frames().whole(session, packet, AppProtocol.DNS, Buffer.FRAME_DNS_PDU, direction,
                    view.over(memory, offset, length), 0, length);
        }
        DnsTransaction transaction = runtime.open(session, this, transactions, packet);
        if (transaction == null) {
            return;
        }
        DnsMessage message = transaction.content.message;
        message.read(memory, offset, length);
        transaction.filled(direction);
        if (protocol == AppProtocol.MDNS) {
            // Whoever speaks, it is to all: there are neither clients nor servers.
            return;
        }
        raise(transaction, message);
        boolean toServer = direction == Packet.TO_SERVER;
        if (toServer && transaction.id() == 0 && message.isResponse()) {
            session.reverse();
        }
        if (!session.reversed() && toServer == message.isResponse()) {
            transaction.event(toServer ? AppEvent.DNS_NOT_A_REQUEST : AppEvent.DNS_NOT_A_RESPONSE);
        }
    }

    private static void raise(DnsTransaction transaction, DnsMessage message) {
        if (message.malformed) {
            transaction.event(AppEvent.DNS_MALFORMED_DATA);
        }
        if (message.badAuthorities) {
            transaction.event(AppEvent.DNS_INVALID_AUTHORITIES);
        }
        if (message.badAdditionals) {
            transaction.event(AppEvent.DNS_INVALID_ADDITIONALS);
        }
        if (message.nameTooLong) {
            transaction.event(AppEvent.DNS_NAME_TOO_LONG);
        }
        if (message.loop) {
            transaction.event(AppEvent.DNS_INFINITE_LOOP);
        }
        if (message.tooManyLabels) {
            transaction.event(AppEvent.DNS_TOO_MANY_LABELS);
        }
        if ((message.flags & Z) != 0) {
            transaction.event(AppEvent.DNS_Z_FLAG_SET);
        }
        if (message.opcode() > LAST_OPCODE) {
            transaction.event(AppEvent.DNS_INVALID_OPCODE);
        }
    }

    private static int shortAt(MemorySegment memory, long offset) {
        return (memory.get(ValueLayout.JAVA_BYTE, offset) & 0xFF) << 8
                | memory.get(ValueLayout.JAVA_BYTE, offset + 1) & 0xFF;
    }
}
