package org.sluice.dataplane.app.tftp;

import java.lang.foreign.MemorySegment;
import org.sluice.dataplane.app.AppRuntime;
import org.sluice.dataplane.app.AppSession;
import org.sluice.dataplane.app.ByteView;
import org.sluice.dataplane.app.DatagramParser;
import org.sluice.dataplane.app.Pool;
import org.sluice.dataplane.decode.Packet;
import org.sluice.rules.image.AppField;
import org.sluice.rules.image.AppProtocol;
import org.sluice.rules.image.Buffer;

/** TFTP over UDP: each request is a transaction; the data that follows comes from another port. */
public final class TftpParser extends DatagramParser {
    private static final int PORT = 69;
    private static final int READ = 1;
    private static final int WRITE = 2;
    private static final int LAST = 5;

    private final Pool<TftpTransaction> transactions;
    private final ByteView probe = new ByteView();

    /** @param runtime of the inspector */
    public TftpParser(AppRuntime runtime) {
        super(runtime);
        transactions = runtime.pool(TftpTransaction::new);
    }

    @Override
    public AppProtocol protocol() {
        return AppProtocol.TFTP;
    }

    @Override
    public int probe(Packet packet, int direction, MemorySegment memory, long offset, int length) {
        ByteView bytes = probe.over(memory, offset, length);
        boolean port = packet.sourcePort == PORT || packet.destinationPort == PORT;
        int operation = bytes.u16(0);
        return port && length >= 4 && operation >= READ && operation <= LAST ? YES : NO;
    }

    @Override
    protected void onDatagram(AppSession session, Packet packet, int direction, ByteView pdu) {
        int operation = pdu.u16(0);
        if (operation != READ && operation != WRITE) {
            return;
        }
        TftpTransaction request = runtime.open(session, this, transactions, packet);
        if (request == null) {
            return;
        }
        request.direction = direction;
        request.put(direction, AppField.TFTP_OPCODE, operation);
        int end = pdu.indexOf(0, 2);
        if (end > 0) {
            request.put(direction, Buffer.TFTP_FILE, pdu, 2, end - 2);
            int last = pdu.indexOf(0, end + 1);
            if (last > 0) {
                request.put(direction, Buffer.TFTP_MODE, pdu, end + 1, last - end - 1);
            }
        }
        request.over(direction ^ 1);
        request.last(direction);
    }
}
