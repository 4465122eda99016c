package org.sluice.dataplane.app.quic;

import org.sluice.dataplane.app.AppRuntime;
import org.sluice.dataplane.app.NativeBytes;

/** What one flow needs: the connection id that its keys follow from, and the hellos as they come. */
final class QuicFlow {
    /** Longest connection id (RFC 9000, 17.2). */
    static final int LONGEST_ID = 20;

    final NativeBytes id;
    final CryptoStream[] hellos;
    final boolean[] done = new boolean[2];
    QuicTransaction open;
    int opened;

    QuicFlow(AppRuntime runtime) {
        id = runtime.bytes(LONGEST_ID);
        hellos = new CryptoStream[] {new CryptoStream(runtime), new CryptoStream(runtime)};
    }

    void release() {
        id.release();
        hellos[0].release();
        hellos[1].release();
        done[0] = false;
        done[1] = false;
        open = null;
        opened = 0;
    }
}
