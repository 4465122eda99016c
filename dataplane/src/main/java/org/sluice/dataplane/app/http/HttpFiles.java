package org.sluice.dataplane.app.http;

import java.lang.foreign.MemorySegment;
import org.sluice.dataplane.app.AppRuntime;
import org.sluice.dataplane.app.AppSettings;
import org.sluice.dataplane.app.BodyWindow;
import org.sluice.dataplane.app.BufferSlice;
import org.sluice.dataplane.app.NativeBytes;

/**
 * The files a request carries: its whole body, or the file parts of a multipart body. A few at a time: one that is whole
 * and inspected makes room for the next.
 */
final class HttpFiles {
    private static final int SLOTS = 4;
    private static final int NAME_LIMIT = 1024;

    private final AppSettings settings;
    private final BodyWindow[] windows = new BodyWindow[SLOTS];
    private final NativeBytes[] names = new NativeBytes[SLOTS];
    private int count;
    private boolean open;

    HttpFiles(AppRuntime runtime) {
        settings = runtime.settings();
        for (int i = 0; i < SLOTS; i++) {
            windows[i] = runtime.body();
            names[i] = runtime.bytes(NAME_LIMIT);
        }
    }

    /** A file begins; its name may be empty. When all slots are waiting for inspection it goes on in the last. */
    void begin(MemorySegment memory, long nameOffset, int nameLength) {
        end();
        if (count == SLOTS) {
            retire();
        }
        if (count < SLOTS) {
            windows[count].begin(settings.requestBodyLimit(), settings.requestBodyMinimalInspectSize(),
                    settings.requestBodyInspectWindow());
            names[count].clear();
            names[count].append(memory, nameOffset, nameLength);
            count++;
        }
        open = true;
    }

    /** Bytes of the file that began last. */
    void append(MemorySegment memory, long offset, int length) {
        if (open) {
            windows[count - 1].append(memory, offset, length);
        }
    }

    /** The file that began last is whole. */
    void end() {
        if (open) {
            windows[count - 1].end();
            open = false;
        }
    }

    /** Whether a file is being read. */
    boolean open() {
        return open;
    }

    boolean data(int instance, BufferSlice out) {
        return instance < count && windows[instance].slice(out);
    }

    boolean name(int instance, BufferSlice out) {
        return instance < count && !names[instance].isEmpty() && out.set(names[instance]);
    }

    /** Bytes of the file that began last. */
    long size() {
        return count == 0 ? 0 : windows[count - 1].total();
    }

    void markInspected() {
        for (int i = 0; i < count; i++) {
            windows[i].markInspected();
        }
    }

    void release() {
        for (int i = 0; i < SLOTS; i++) {
            windows[i].release();
            names[i].release();
        }
        count = 0;
        open = false;
    }

    /** Frees slots of files that are whole and inspected. */
    private void retire() {
        int kept = 0;
        for (int i = 0; i < count; i++) {
            BodyWindow window = windows[i];
            NativeBytes name = names[i];
            if (window.complete() && !window.changed()) {
                window.release();
                name.release();
            } else {
                windows[i] = windows[kept];
                names[i] = names[kept];
                windows[kept] = window;
                names[kept] = name;
                kept++;
            }
        }
        count = kept;
    }
}
