package org.sluice.dataplane.app.nfs;

import org.sluice.dataplane.app.AppRuntime;
import org.sluice.dataplane.app.NativeBytes;

/** Names of the files a flow has looked up, by their handles. A fixed number; the oldest makes room. */
final class KnownFiles {
    private static final int MOST = 32;
    private static final int NAME_LIMIT = 512;

    private final FileHandle[] handles = new FileHandle[MOST];
    private final NativeBytes[] names = new NativeBytes[MOST];
    private int next;

    KnownFiles(AppRuntime runtime) {
        for (int i = 0; i < MOST; i++) {
            handles[i] = new FileHandle();
            names[i] = runtime.bytes(NAME_LIMIT);
        }
    }

    void put(FileHandle handle, NativeBytes name) {
        if (handle.length == 0 || name.isEmpty()) {
            return;
        }
        int at = find(handle);
        if (at < 0) {
            at = next;
            next = (next + 1) % MOST;
            handles[at].set(handle);
        }
        names[at].clear();
        names[at].append(name);
    }

    /** Appends the name of a file, if it is known. */
    void name(FileHandle handle, NativeBytes out) {
        int at = find(handle);
        if (at >= 0) {
            out.append(names[at]);
        }
    }

    private int find(FileHandle handle) {
        for (int i = 0; i < MOST; i++) {
            if (handles[i].same(handle)) {
                return i;
            }
        }
        return -1;
    }

    void clear() {
        for (int i = 0; i < MOST; i++) {
            handles[i].clear();
            names[i].release();
        }
        next = 0;
    }
}
