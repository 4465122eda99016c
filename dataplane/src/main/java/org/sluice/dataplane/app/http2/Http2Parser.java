package org.sluice.dataplane.app.http2;

import java.lang.foreign.MemorySegment;
import org.sluice.dataplane.app.AppCounter;
import org.sluice.dataplane.app.AppParser;
import org.sluice.dataplane.app.AppRuntime;
import org.sluice.dataplane.app.AppSession;
import org.sluice.dataplane.app.ByteView;
import org.sluice.dataplane.app.FileWindows;
import org.sluice.dataplane.app.Pool;
import org.sluice.dataplane.app.Transaction;
import org.sluice.dataplane.app.http.DecompressorPool;
import org.sluice.dataplane.decode.Packet;
import org.sluice.rules.image.AppEvent;
import org.sluice.rules.image.AppProtocol;

/** HTTP/2 without TLS: by prior knowledge, or after an upgrade from HTTP/1. */
public final class Http2Parser implements AppParser {
    private static final String MAGIC = "PRI * HTTP/2.0\r\n";
    private static final int HEADER = 9;

    private final AppRuntime runtime;
    private final Pool<Http2Transaction> transactions;
    private final Pool<Http2Flow> flows;
    private final Pool<FileWindows> files;
    private final Pool<DohMessages> dns;
    private final ByteView probe = new ByteView();

    /**
     * @param runtime of the inspector
     * @param decompressors shared with other versions of HTTP
     */
    public Http2Parser(AppRuntime runtime, DecompressorPool decompressors) {
        this.runtime = runtime;
        int count = runtime.settings().transactions();
        transactions = runtime.pool(r -> new Http2Transaction(r, decompressors, this));
        flows = runtime.pool(r -> new Http2Flow(r, this));
        files = new Pool<>(Math.max(1, count / 4), () -> new FileWindows(runtime));
        dns = new Pool<>(Math.max(1, count / 8), () -> new DohMessages(runtime));
    }

    @Override
    public AppProtocol protocol() {
        return AppProtocol.HTTP2;
    }

    /** The client's preface (RFC 9113, 3.4), or the server's, a SETTINGS frame of stream 0. */
    @Override
    public int probe(Packet packet, int direction, MemorySegment memory, long offset, int length) {
        ByteView bytes = probe.over(memory, offset, length);
        if (direction == Packet.TO_SERVER) {
            int compared = Math.min(length, MAGIC.length());
            for (int i = 0; i < compared; i++) {
                if (bytes.u8(i) != MAGIC.charAt(i)) {
                    return NO;
                }
            }
            return compared == MAGIC.length() ? YES : MORE;
        }
        if (bytes.u8(0) != 0 || length > 3 && bytes.u8(3) != FrameType.SETTINGS) {
            return NO;
        }
        boolean settings = bytes.u16(1) % 6 == 0 && bytes.u8(4) <= FrameType.ACK && bytes.u32(5) == 0;
        return length < HEADER ? MORE : settings ? YES : NO;
    }

    @Override
    public boolean begin(AppSession session) {
        Http2Flow flow = flows.take();
        session.state(flow);
        if (flow != null) {
            flow.begin();
        }
        return flow != null;
    }

    @Override
    public int onData(AppSession session, Packet packet, int direction, MemorySegment memory, long offset, int length) {
        Http2Flow flow = (Http2Flow) session.state();
        return flow.readers[direction].take(session, packet, memory, offset, offset + length) ? length : FAILED;
    }

    @Override
    public boolean onGap(AppSession session, Packet packet, int direction, long length) {
        return ((Http2Flow) session.state()).readers[direction].gap(length);
    }

    @Override
    public void onEnd(AppSession session, Packet packet, int direction) {
        ((Http2Flow) session.state()).readers[direction].end();
        for (Transaction t = session.transactions().first(); t != null; t = t.next()) {
            if (t instanceof Http2Transaction open) {
                open.endMessage(direction);
            }
        }
    }

    @Override
    public void end(AppSession session) {
        Http2Flow flow = (Http2Flow) session.state();
        flow.release();
        flows.give(flow);
    }

    @Override
    public void takeBack(Transaction transaction) {
        FileWindows given = ((Http2Transaction) transaction).takeBackFiles();
        if (given != null) {
            files.give(given);
        }
    }

    /** A transaction of that stream, 0 for the connection; null when there is none left (counted). */
    Http2Transaction open(AppSession session, Packet packet, int streamId) {
        boolean full = session.transactions().size() >= runtime.settings().transactionsPerFlow();
        Http2Transaction opened = runtime.open(session, this, transactions, packet);
        if (opened != null) {
            opened.begin(session, streamId);
            if (full) {
                opened.raised(packet.direction, AppEvent.HTTP2_TOO_MANY_STREAMS);
            }
        }
        return opened;
    }

    /** Room for a request's files, or null (counted). */
    FileWindows takeFiles() {
        FileWindows taken = files.take();
        if (taken == null) {
            runtime.counters().add(AppCounter.TRANSACTIONS_EXHAUSTED, 1);
        }
        return taken;
    }

    /** Room for a stream's DNS messages, or null (counted). */
    DohMessages takeDoh() {
        DohMessages taken = dns.take();
        if (taken == null) {
            runtime.counters().add(AppCounter.TRANSACTIONS_EXHAUSTED, 1);
        }
        return taken;
    }

    void giveDoh(DohMessages messages) {
        dns.give(messages);
    }

    /** A stream carries DNS: from now on the flow is known as such. */
    void onDnsOverHttp(AppSession session) {
        if (session.protocol() == AppProtocol.DOH2) {
            return;
        }
        session.specialise(AppProtocol.DOH2);
        for (Transaction t = session.transactions().first(); t != null; t = t.next()) {
            if (t instanceof Http2Transaction open) {
                open.doh2 = true;
            }
        }
    }
}
