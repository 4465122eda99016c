package org.sluice.perf.run;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.DatagramPacket;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/**
 * The two ends of a wire at rates that a script cannot give: numbered datagrams sent a millisecond's share at a time,
 * and what of them arrives, told apart for those sent in the first second after one came through. What a device had
 * received before its links opened, and lets out then, is not of that second. Both ends read the machine's one clock.
 */
public final class DatagramRun {
    private static final String USAGE =
            "DatagramRun --role source|sink --port PORT [--host HOST] --rate N --stop FILE [--seconds 60]";
    private static final int BYTES = 100;
    private static final int BUFFER_BYTES = 16 << 20;
    private static final long TICK_NS = 1_000_000L;
    private static final int TICKS_PER_SECOND = 1_000;
    private static final int PATIENCE_MS = 200;

    private DatagramRun() {}

    /** Runs until the file {@code --stop} appears, and prints a JSON line. */
    public static void main(String[] arguments) throws Exception {
        RunOptions options = RunOptions.parse(arguments, USAGE,
                Set.of("role", "host", "port", "rate", "seconds", "stop"));
        Path stop = Path.of(options.text("stop"));
        int rate = options.number("rate", 1_000);
        if (options.text("role").equals("source")) {
            send(new InetSocketAddress(options.text("host"), options.number("port", 0)), rate,
                    options.number("seconds", 60), stop);
        } else {
            take(options.number("port", 0), rate, stop);
        }
    }

    private static void send(InetSocketAddress to, int rate, int seconds, Path stop) throws IOException {
        long sent = 0;
        long refused = 0;
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.setSendBufferSize(BUFFER_BYTES);
            ByteBuffer bytes = ByteBuffer.allocate(BYTES);
            DatagramPacket packet = new DatagramPacket(bytes.array(), BYTES, to);
            long startNs = System.nanoTime();
            for (long tick = 0; tick < (long) seconds * TICKS_PER_SECOND; tick++) {
                long due = (tick + 1) * rate / TICKS_PER_SECOND;
                while (sent < due) {
                    bytes.putInt(0, (int) sent++).putLong(Integer.BYTES, System.nanoTime());
                    try {
                        socket.send(packet);
                    } catch (IOException full) {
                        refused++;
                    }
                }
                if (tick % TICKS_PER_SECOND == 0 && Files.exists(stop)) {
                    break;
                }
                LockSupport.parkNanos(startNs + (tick + 1) * TICK_NS - System.nanoTime());
            }
        }
        System.out.printf("{\"sent\": %d, \"refused\": %d}%n", sent, refused);
    }

    private static void take(int port, int rate, Path stop) throws IOException {
        BitSet seen = new BitSet();
        int first = -1;
        int opened = 0;
        int last = -1;
        try (DatagramSocket socket = new DatagramSocket(port)) {
            socket.setReceiveBufferSize(BUFFER_BYTES);
            socket.setSoTimeout(PATIENCE_MS);
            DatagramPacket packet = new DatagramPacket(new byte[BYTES], BYTES);
            ByteBuffer bytes = ByteBuffer.wrap(packet.getData());
            System.out.println("listening");
            while (true) {
                try {
                    socket.receive(packet);
                } catch (SocketTimeoutException silent) {
                    if (Files.exists(stop)) {
                        break;
                    }
                    continue;
                }
                int number = bytes.getInt(0);
                if (first < 0) {
                    first = number;
                    long underWayNs = System.nanoTime() - bytes.getLong(Integer.BYTES);
                    opened = number + (int) (underWayNs * rate / 1_000_000_000L) + 1;
                }
                last = Math.max(last, number);
                seen.set(number);
            }
        }
        int inFirstSecond = seen.get(opened, opened + rate).cardinality();
        System.out.printf("{\"received\": %d, \"first\": %d, \"opened\": %d, \"last\": %d, \"first_second\": %d, "
                + "\"lost_in_first_second\": %d, \"lost_since_opened\": %d}%n", seen.cardinality(), first, opened, last,
                inFirstSecond, rate - inFirstSecond,
                last + 1 - opened - seen.get(opened, Math.max(opened, last + 1)).cardinality());
    }
}
