package org.sluice.perf.conversation;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.HdrHistogram.Histogram;
import org.sluice.bindings.dpdk.PacketPool;
import org.sluice.dataplane.port.Burst;
import org.sluice.dataplane.port.DpdkPort;
import org.sluice.perf.device.CoreWait;
import org.sluice.perf.generate.Pacer;

/**
 * Holds conversations: client ends at the left port, server ends at the right one. Conversation n has the client
 * address
 * 10.0.0.1 + n and lives in slot n modulo the slots; a frame that arrives is known by that address and its IP
 * identification. An end sends all it has to say in a row, and the other answers when all of it has arrived; what has
 * not
 * arrived in time is sent again from the first that is missing on.
 *
 * <p>Hot; the generator's thread; allocates nothing between begin and end.
 */
public final class Conversations {
    private static final byte FREE = 0;
    private static final byte ACTIVE = 1;
    private static final byte HELD = 2;
    private static final int CLIENTS = 0xFFFFFE;
    private static final int FIRST_CLIENT = 0x0A000001;
    private static final int FIRST_SERVER = 0xC6120001;
    private static final int WINDOW = 32;
    private static final int SWEEP = 64;
    private static final long CATCH_UP_NS = 1_000_000;
    private static final long MOST_NS = 60_000_000_000L;
    private static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

    private final DpdkPort left;
    private final DpdkPort right;
    private final LongSupplier deviceWaitNs;
    private final ConversationPlan plan;
    private final Script[] scripts;
    private final Step[][] steps;
    private final Burst fromLeft;
    private final Burst fromRight;
    private final Burst receiving;
    private final int mask;
    private final long most;
    private final int[] number;
    private final byte[] state;
    private final int[] sent;
    private final int[] received;
    private final byte[] tries;
    private final long[] beganNs;
    private final long[] deadlineNs;
    private final long[] begunOf;
    private final long[] completedOf;
    private final long[] arrivedOf;
    private final long[] stoppedOf;
    private final Histogram setup = new Histogram(MOST_NS, 3);
    private final Histogram whole = new Histogram(MOST_NS, 3);
    private int next;
    private int sweepAt;
    private long open;
    private long held;
    private long mostOpen;
    private long begun;
    private long failed;
    private long retransmissions;
    private long frames;
    private long payloadBytes;
    private boolean released;

    /** @param deviceWaitNs how long the device has had no core so far */
    public Conversations(Arena arena, DpdkPort left, DpdkPort right, ConversationPlan plan, LongSupplier deviceWaitNs,
            int firstNumber) {
        this.left = left;
        this.right = right;
        this.plan = plan;
        this.deviceWaitNs = deviceWaitNs;
        most = plan.most() == 0 ? Long.MAX_VALUE : plan.most();
        next = firstNumber % CLIENTS;
        scripts = plan.scripts().toArray(Script[]::new);
        steps = new Step[scripts.length][];
        for (int i = 0; i < scripts.length; i++) {
            steps[i] = scripts[i].steps().toArray(Step[]::new);
        }
        fromLeft = new Burst(arena, 0);
        fromRight = new Burst(arena, 0);
        receiving = new Burst(arena, 1 << 20);
        int slots = Integer.highestOneBit(Math.max(1_024, plan.mostAtOnce()) * 2 - 1) * 2;
        mask = slots - 1;
        number = new int[slots];
        state = new byte[slots];
        sent = new int[slots];
        received = new int[slots];
        tries = new byte[slots];
        beganNs = new long[slots];
        deadlineNs = new long[slots];
        begunOf = new long[scripts.length];
        completedOf = new long[scripts.length];
        arrivedOf = new long[scripts.length];
        stoppedOf = new long[scripts.length];
    }

    /** Holds them all; on the generator's thread. */
    public ConversationResult run() {
        CoreWait own = CoreWait.ofThisThread();
        long waitedNs = own.nanos() + deviceWaitNs.getAsLong();
        Pacer pacer = new Pacer(CATCH_UP_NS);
        long startNs = System.nanoTime();
        pacer.begin(startNs, plan.perSecond());
        long nowNs = startNs;
        while (nowNs - startNs < plan.durationNs() && !allBegun()) {
            nowNs = System.nanoTime();
            int due = pacer.due(nowNs, WINDOW);
            int begin = (int) Math.min(Math.min(due, plan.mostAtOnce() - open), most - begun);
            for (int i = 0; i < begin; i++) {
                begin(nowNs);
            }
            pacer.issued(Math.max(begin, 0));
            turn(nowNs);
        }
        boolean late = !plan.holdsOpen() && plan.most() == 0
                && begun < 0.95 * plan.perSecond() * ((nowNs - startNs) - pacer.stalledNs()) / 1e9;
        long beginningNs = nowNs - startNs - pacer.stalledNs();
        nowNs = release(pacer);
        long lastNs = nowNs + (plan.retries() + 2L) * plan.timeoutNs() + 2_000_000_000L;
        while (open > 0 && nowNs < lastNs) {
            nowNs = System.nanoTime();
            turn(nowNs);
        }
        return result(beginningNs, late, own.nanos() + deviceWaitNs.getAsLong() - waitedNs);
    }

    /** Whether there is none to begin any more. */
    private boolean allBegun() {
        return begun >= most || plan.holdsOpen() && held + failed >= plan.mostAtOnce();
    }

    /** Conversations begun so far, for the next run to go on from. */
    public int nextNumber() {
        return next;
    }

    private void begin(long nowNs) {
        int slot = next & mask;
        while (state[slot] != FREE) {
            next = next + 1 == CLIENTS ? 0 : next + 1;
            slot = next & mask;
        }
        number[slot] = next;
        next = next + 1 == CLIENTS ? 0 : next + 1;
        state[slot] = ACTIVE;
        sent[slot] = 0;
        received[slot] = 0;
        tries[slot] = 0;
        beganNs[slot] = nowNs;
        begunOf[script(slot)]++;
        begun++;
        open++;
        mostOpen = Math.max(mostOpen, open);
        send(slot, nowNs);
    }

    /** Which script a conversation follows. */
    private int script(int slot) {
        return number[slot] % scripts.length;
    }

    private void turn(long nowNs) {
        receive(right, true);
        receive(left, false);
        sweep(nowNs);
        flush(fromLeft, left);
        flush(fromRight, right);
    }

    /** Sends what the end whose turn it is has to say. */
    private void send(int slot, long nowNs) {
        int script = script(slot);
        Step[] mine = steps[script];
        boolean fromClient = mine[sent[slot]].fromClient();
        Burst burst = fromClient ? fromLeft : fromRight;
        DpdkPort port = fromClient ? left : right;
        int end = Math.min(mine.length, sent[slot] + WINDOW);
        int established = scripts[script].establishedAt() + 2;
        if (plan.holdsOpen() && !released && sent[slot] < established) {
            // The segment that ends the handshake, and not what would follow it at once.
            end = Math.min(end, established);
        }
        while (sent[slot] < end && mine[sent[slot]].fromClient() == fromClient) {
            if (burst.count == WINDOW) {
                flush(burst, port);
            }
            Step step = mine[sent[slot]++];
            step.write(FIRST_CLIENT + number[slot], FIRST_SERVER + script % 0x1FFF0);
            port.sink(0).make(burst, step.frame(), 0, step.length());
        }
        deadlineNs[slot] = nowNs + plan.timeoutNs();
    }

    private static void flush(Burst burst, DpdkPort port) {
        if (burst.count > 0) {
            port.sink(0).transmit(burst);
            burst.count = 0;
        }
    }

    private void receive(DpdkPort port, boolean fromClient) {
        int count = port.source(0).receive(receiving);
        if (count <= 0) {
            return;
        }
        long nowNs = System.nanoTime();
        for (int i = 0; i < count; i++) {
            arrived(receiving.memory(i), receiving.offset(i), receiving.length(i), fromClient, nowNs);
        }
        PacketPool.free(receiving.handles, count);
    }

    private void arrived(MemorySegment memory, long at, int length, boolean fromClient, long nowNs) {
        if (length < 34 || memory.get(SHORT, at + 12) != 0x0800) {
            return;
        }
        int client = memory.get(INT, at + (fromClient ? 26 : 30)) - FIRST_CLIENT;
        int step = (memory.get(SHORT, at + 18) & 0xFFFF) - 1;
        int slot = client & mask;
        if (client < 0 || client >= CLIENTS || number[slot] != client || state[slot] != ACTIVE
                || step != received[slot]) {
            return;
        }
        int script = script(slot);
        if (step >= steps[script].length || steps[script][step].fromClient() != fromClient) {
            return;
        }
        frames++;
        payloadBytes += steps[script][step].payloadBytes();
        received[slot] = step + 1;
        tries[slot] = 0;
        if (step == scripts[script].establishedAt()) {
            setup.recordValue(Math.min(nowNs - beganNs[slot], MOST_NS));
        }
        if (step == scripts[script].attackAt()) {
            arrivedOf[script]++;
        }
        advance(slot, script, nowNs);
    }

    private void advance(int slot, int script, long nowNs) {
        if (received[slot] < sent[slot]) {
            return;
        }
        if (received[slot] == steps[script].length) {
            whole.recordValue(Math.min(nowNs - beganNs[slot], MOST_NS));
            completedOf[script]++;
            free(slot);
        } else if (plan.holdsOpen() && !released && received[slot] == scripts[script].establishedAt() + 2) {
            state[slot] = HELD;
            held++;
        } else {
            send(slot, nowNs);
        }
    }

    /** Lets those that were held go on, at the rate they were begun; returns when the last did. */
    private long release(Pacer pacer) {
        released = true;
        long nowNs = System.nanoTime();
        pacer.begin(nowNs, plan.perSecond());
        int slot = 0;
        while (slot <= mask && held > 0) {
            nowNs = System.nanoTime();
            int due = pacer.due(nowNs, WINDOW);
            int woken = 0;
            for (; slot <= mask && woken < due; slot++) {
                if (state[slot] == HELD) {
                    state[slot] = ACTIVE;
                    held--;
                    woken++;
                    send(slot, nowNs);
                }
            }
            pacer.issued(woken);
            turn(nowNs);
        }
        return nowNs;
    }

    /** Looks at some slots for frames that are overdue. */
    private void sweep(long nowNs) {
        for (int i = 0; i < SWEEP; i++) {
            int slot = sweepAt = sweepAt + 1 & mask;
            if (state[slot] != ACTIVE || nowNs < deadlineNs[slot]) {
                continue;
            }
            if (tries[slot] < plan.retries()) {
                tries[slot]++;
                retransmissions++;
                sent[slot] = received[slot];
                send(slot, nowNs);
            } else {
                int script = script(slot);
                boolean stopped = scripts[script].attackAt() >= 0 && received[slot] <= scripts[script].attackAt();
                stoppedOf[script] += stopped ? 1 : 0;
                failed++;
                free(slot);
            }
        }
    }

    private void free(int slot) {
        state[slot] = FREE;
        open--;
    }

    private ConversationResult result(long durationNs, boolean late, long waitedNs) {
        List<ConversationResult.Outcome> outcomes = new ArrayList<>();
        long completed = 0;
        for (int i = 0; i < scripts.length; i++) {
            completed += completedOf[i];
            outcomes.add(new ConversationResult.Outcome(scripts[i].name(), scripts[i].sid(), begunOf[i], completedOf[i],
                    arrivedOf[i], stoppedOf[i]));
        }
        return new ConversationResult(begun, completed, failed + open, retransmissions, mostOpen, frames, payloadBytes,
                durationNs, late, waitedNs, outcomes, setup, whole);
    }
}
