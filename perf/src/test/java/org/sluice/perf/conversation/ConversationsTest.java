package org.sluice.perf.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.foreign.Arena;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.sluice.perf.device.LoopDevice;
import org.sluice.perf.generate.GeneratorPorts;
import org.sluice.perf.generate.GeneratorThread;

/** Conversations through two ports that are joined. */
class ConversationsTest {
    private static final int AT_ONCE = 2_000;
    private static final long TIMEOUT_NS = 2_000_000_000L;
    private static final long ENOUGH_NS = 20_000_000_000L;

    private static LoopDevice device;
    private static GeneratorPorts ports;
    private static GeneratorThread thread;

    @BeforeAll
    static void open() {
        device = new LoopDevice();
        ports = GeneratorPorts.open(device.leftPort(), device.rightPort(), 1_500);
        thread = new GeneratorThread(-1);
    }

    @AfterAll
    static void close() {
        thread.close();
        device.close();
        ports.close();
    }

    @Test
    void shouldHoldConnectionsOpenUntilAllAre() {
        try (Arena arena = Arena.ofShared()) {
            List<Script> scripts = List.of(Applications.of(Applications.Kind.HTTP, arena, 1_000));

            ConversationResult result = hold(arena, new ConversationPlan(scripts, 50_000, AT_ONCE, ENOUGH_NS, 0, true,
                    TIMEOUT_NS, 3));

            assertEquals(AT_ONCE, result.mostOpen());
            assertEquals(AT_ONCE, result.begun());
            assertEquals(AT_ONCE, result.completed());
        }
    }

    @Test
    void shouldBeginAsManyAsWishedInAllAndEachScriptOnce() {
        try (Arena arena = Arena.ofShared()) {
            List<Script> scripts = Applications.all().stream().map(kind -> Applications.of(kind, arena, 100)).toList();

            ConversationResult result = hold(arena, new ConversationPlan(scripts, 1_000, 100, ENOUGH_NS, 3, false,
                    TIMEOUT_NS, 3));

            assertEquals(List.of(1L, 1L, 1L),
                    result.scripts().stream().map(ConversationResult.Outcome::completed).toList());
        }
    }

    private static ConversationResult hold(Arena arena, ConversationPlan plan) {
        Conversations conversations =
                new Conversations(arena, ports.left(), ports.right(), plan, () -> 0, 0);
        return thread.call(conversations::run, () -> {});
    }
}
