package org.sluice.dataplane.app.ftp;

import java.lang.foreign.MemorySegment;
import org.sluice.dataplane.app.AppParser;
import org.sluice.dataplane.app.AppRuntime;
import org.sluice.dataplane.app.AppSession;
import org.sluice.dataplane.app.ExpectedChannels;
import org.sluice.dataplane.app.Pool;
import org.sluice.dataplane.app.Transaction;
import org.sluice.dataplane.decode.Packet;
import org.sluice.rules.image.AppProtocol;

/**
 * FTP's data channels: a connection that a control connection announced carries one file, from its first byte to its
 * last.
 */
public final class FtpDataParser implements AppParser {
    private final AppRuntime runtime;
    private final Pool<FtpDataTransaction> transactions;

    /** @param runtime of the inspector */
    public FtpDataParser(AppRuntime runtime) {
        this.runtime = runtime;
        transactions = new Pool<>(runtime.settings().transactions() / 4 + 1, () -> new FtpDataTransaction(runtime));
    }

    @Override
    public AppProtocol protocol() {
        return AppProtocol.FTP_DATA;
    }

    @Override
    public boolean runsOver(boolean datagrams) {
        return !datagrams;
    }

    @Override
    public int probe(Packet packet, int direction, MemorySegment memory, long offset, int length) {
        return NO;
    }

    @Override
    public boolean needsNoProbe() {
        return true;
    }

    @Override
    public boolean begin(AppSession session) {
        return true;
    }

    @Override
    public int onData(AppSession session, Packet packet, int direction, MemorySegment memory, long offset, int length) {
        FtpDataTransaction file = (FtpDataTransaction) session.state();
        if (file == null) {
            ExpectedChannels.Channel announced = session.announced();
            file = announced == null ? null : runtime.open(session, this, transactions, packet);
            if (file == null) {
                return FAILED;
            }
            file.begin(announced.purpose(), announced.name(), announced.nameLength(), direction);
            session.state(file);
        }
        if (file.direction() == direction) {
            file.data(memory, offset, length);
        }
        return length;
    }

    @Override
    public boolean onGap(AppSession session, Packet packet, int direction, long length) {
        return true;
    }

    @Override
    public void onEnd(AppSession session, Packet packet, int direction) {
        FtpDataTransaction file = (FtpDataTransaction) session.state();
        if (file != null && file.direction() == direction) {
            file.end();
        }
    }

    @Override
    public void end(AppSession session) {
        FtpDataTransaction file = (FtpDataTransaction) session.state();
        if (file != null) {
            file.end();
        }
    }

    @Override
    public void recycle(Transaction transaction) {
        transactions.give((FtpDataTransaction) transaction);
    }
}
