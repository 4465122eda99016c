package org.sluice.dataplane.app.ssh;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import org.sluice.dataplane.app.AppRuntime;
import org.sluice.dataplane.app.AppSession;
import org.sluice.dataplane.app.Digests;
import org.sluice.dataplane.app.FrameMark;
import org.sluice.dataplane.app.LineReader;
import org.sluice.dataplane.app.NativeBytes;
import org.sluice.dataplane.decode.Packet;
import org.sluice.rules.image.AppEvent;
import org.sluice.rules.image.AppProtocol;
import org.sluice.rules.image.Buffer;

/**
 * One direction: the banner, then packets (RFC 4253, 6) up to NEWKEYS.
 *
 * <pre>
 *   length 4 | padding length 1 | type 1 | payload | padding
 * </pre>
 */
final class SshReader {
    private static final int KEXINIT = 20;
    private static final int NEWKEYS = 21;
    private static final int BANNER_LIMIT = 255;
    /** Longest packet that has to be understood (RFC 4253, 6.1), and some. */
    private static final int MAX_PACKET = 256 * 1024;
    private static final int RECORD_HEADER = 6;
    private static final int KEPT = 32 * 1024;
    /** Lines that may come before the banner. */
    private static final int MAX_LINES = 16;
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

    private final int direction;
    private final Digests digests;
    private final LineReader lines;
    private final NativeBytes packet;
    private final FrameMark recordPdu;
    private final FrameMark recordHeader;
    private final FrameMark recordData;
    private SshTransaction transaction;
    private boolean inBanner;
    private boolean encrypted;
    private int lineCount;
    private long skip;

    SshReader(AppRuntime runtime, int direction, Digests digests) {
        this.direction = direction;
        this.digests = digests;
        lines = new LineReader(runtime, BANNER_LIMIT);
        packet = runtime.bytes(KEPT);
        recordPdu = new FrameMark(runtime, AppProtocol.SSH, Buffer.FRAME_SSH_RECORD_PDU, direction);
        recordHeader = new FrameMark(runtime, AppProtocol.SSH, Buffer.FRAME_SSH_RECORD_HDR, direction);
        recordData = new FrameMark(runtime, AppProtocol.SSH, Buffer.FRAME_SSH_RECORD_DATA, direction);
    }

    void begin(SshTransaction owner) {
        transaction = owner;
        inBanner = true;
        encrypted = false;
        lineCount = 0;
        skip = 0;
    }

    boolean encrypted() {
        return encrypted;
    }

    void release() {
        lines.release();
        packet.release();
        recordPdu.forget();
        recordData.forget();
    }

    /** Takes bytes; false when they are no SSH. */
    boolean take(AppSession session, Packet carrier, MemorySegment memory, long offset, long end) {
        long at = offset;
        while (at < end && !encrypted) {
            if (inBanner) {
                at = lines.take(memory, at, end);
                if (lines.whole() && !banner()) {
                    return false;
                }
            } else if (skip > 0) {
                long count = Math.min(skip, end - at);
                skip -= count;
                mark(memory, at, (int) count, skip == 0);
                at += count;
            } else {
                at = packet(session, carrier, memory, at, end);
                if (at < 0) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean banner() {
        NativeBytes line = lines.line();
        boolean found = line.length() >= 4 && line.get(0) == 'S' && line.get(1) == 'S' && line.get(2) == 'H'
                && line.get(3) == '-';
        if (!found) {
            // A server may say something else first (RFC 4253, 4.2).
            return ++lineCount < MAX_LINES;
        }
        if (lines.cut()) {
            transaction.event(direction, AppEvent.SSH_LONG_BANNER);
        }
        transaction.banner[direction].append(line);
        transaction.bannerEnds(direction);
        lines.release();
        inBanner = false;
        return true;
    }

    private long packet(AppSession session, Packet carrier, MemorySegment memory, long offset, long end) {
        long at = offset;
        int wanted = packet.length() < RECORD_HEADER ? RECORD_HEADER - packet.length() : 4 + length() - packet.length();
        int count = (int) Math.min(wanted, end - at);
        boolean inHeader = packet.length() < RECORD_HEADER;
        int taken = packet.append(memory, at, count);
        if (!inHeader) {
            mark(memory, at, taken, taken == wanted);
        }
        at += taken;
        if (packet.cut()) {
            return -1;
        }
        if (packet.length() == RECORD_HEADER) {
            int length = length();
            if (length < 2 || length > MAX_PACKET) {
                transaction.event(direction, AppEvent.SSH_INVALID_RECORD);
                return -1;
            }
            begin(session, carrier, length);
            int type = packet.get(5) & 0xFF;
            if (type == NEWKEYS) {
                encrypted = true;
                transaction.progress(direction, SshTransaction.ENCRYPTED);
                release();
                return end;
            }
            if (type != KEXINIT || 4 + length > KEPT) {
                if (type == KEXINIT) {
                    transaction.event(direction, AppEvent.SSH_LONG_KEX_RECORD);
                }
                skip = length - 2L;
                packet.release();
            }
        } else if (packet.length() > RECORD_HEADER && packet.length() == 4 + length()) {
            offer();
            packet.release();
        }
        return at;
    }

    /** A record begins: its header of six bytes is there. */
    private void begin(AppSession session, Packet carrier, int length) {
        recordPdu.begin(session, carrier, 4L + length);
        recordPdu.append(packet.memory(), packet.offset(), RECORD_HEADER);
        recordHeader.begin(session, carrier, RECORD_HEADER);
        recordHeader.append(packet.memory(), packet.offset(), RECORD_HEADER);
        recordHeader.end();
        recordData.begin(session, carrier, length - 2L);
        if (length == 2) {
            recordPdu.end();
            recordData.end();
        }
    }

    private void mark(MemorySegment memory, long offset, int count, boolean last) {
        recordPdu.append(memory, offset, count);
        recordData.append(memory, offset, count);
        if (last) {
            recordPdu.end();
            recordData.end();
        }
    }

    private int length() {
        return packet.memory().get(INT, packet.offset());
    }

    /**
     * {@code cookie 16 | kex | host key | cipher to server | to client | mac to server | to client | compression to server
     * | to client ...}: each list has its length before it. HASSH takes kex and what concerns the sender.
     */
    private void offer() {
        NativeBytes string = transaction.hasshString[direction];
        int at = 22;
        int limit = packet.length();
        int sender = direction == Packet.TO_SERVER ? 0 : 1;
        boolean first = true;
        for (int list = 0; list < 8; list++) {
            if (at + 4 > limit) {
                return;
            }
            int length = packet.memory().get(INT, packet.offset() + at);
            if (length < 0 || length > limit - at - 4) {
                return;
            }
            if (list == 0 || list >= 2 && list % 2 == sender) {
                if (!first) {
                    string.append((byte) ';');
                }
                first = false;
                string.append(packet.memory(), packet.offset() + at + 4, length);
            }
            at += 4 + length;
        }
        digests.md5(string, 0, string.length(), transaction.hassh[direction]);
        transaction.progress(direction, SshTransaction.OFFER);
    }
}
