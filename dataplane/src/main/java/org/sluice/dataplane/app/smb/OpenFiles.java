package org.sluice.dataplane.app.smb;

import org.sluice.dataplane.app.AppRuntime;
import org.sluice.dataplane.app.NativeBytes;

/** Names of the files a flow has open, by their ids. A fixed number; the oldest makes room. */
final class OpenFiles {
    private static final int MAX = 16;
    private static final int NAME_LIMIT = 512;

    private final long[] low = new long[MAX];
    private final long[] high = new long[MAX];
    private final NativeBytes[] names = new NativeBytes[MAX];
    private int next;

    OpenFiles(AppRuntime runtime) {
        for (int i = 0; i < MAX; i++) {
            names[i] = runtime.bytes(NAME_LIMIT);
        }
    }

    void open(long lowId, long highId, NativeBytes name) {
        low[next] = lowId;
        high[next] = highId;
        names[next].clear();
        names[next].append(name);
        next = (next + 1) % MAX;
    }

    /** The name of a file, or null when it is not known. */
    NativeBytes name(long lowId, long highId) {
        for (int i = 0; i < MAX; i++) {
            if (low[i] == lowId && high[i] == highId && !names[i].isEmpty()) {
                return names[i];
            }
        }
        return null;
    }

    void clear() {
        for (int i = 0; i < MAX; i++) {
            names[i].release();
            low[i] = 0;
            high[i] = 0;
        }
        next = 0;
    }
}
