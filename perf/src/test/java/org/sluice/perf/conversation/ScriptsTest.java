package org.sluice.perf.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluice.dataplane.decode.Decoder;
import org.sluice.dataplane.decode.DecoderSettings;
import org.sluice.dataplane.decode.Packet;
import org.sluice.dataplane.decode.PacketList;
import org.sluice.perf.traffic.FlowTraffic;

class ScriptsTest {
    private static final int CLIENT = 0x0A010203;
    private static final int SERVER = 0xC6120001;

    @TempDir
    Path directory;

    @Test
    void shouldWriteFramesThatADecoderFindsRightWhateverTheAddresses() {
        List<Script> all = new ArrayList<>(Attacks.all(Arena.ofAuto()));
        Applications.all().forEach(kind -> all.add(Applications.of(kind, Arena.ofAuto(), 40_000)));

        for (Script script : all) {
            for (Step step : script.steps()) {
                step.write(CLIENT, SERVER);
                Packet packet = decode(step);
                assertFalse(packet.ipChecksumBad || packet.transportChecksumBad, script.name());
                assertEquals(step.payloadBytes(), packet.payloadLength, script.name());
            }
        }
    }

    @Test
    void shouldKeepSequenceNumbersOfBothEnds() {
        long clientNext = -1;
        long serverNext = -1;
        for (Step step : Applications.of(Applications.Kind.HTTP, Arena.ofAuto(), 5_000).steps()) {
            ByteBuffer frame = step.frame().asByteBuffer();
            long sequence = frame.getInt(38) & 0xFFFFFFFFL;
            long acknowledged = frame.getInt(42) & 0xFFFFFFFFL;
            int flags = frame.get(47);
            long next = sequence + step.payloadBytes() + ((flags & 3) != 0 ? 1 : 0);
            if (step.fromClient()) {
                assertTrue(clientNext < 0 || sequence == clientNext);
                assertTrue(serverNext < 0 || acknowledged == serverNext);
                clientNext = next;
            } else {
                assertTrue(serverNext < 0 || sequence == serverNext);
                assertEquals(clientNext, acknowledged);
                serverNext = next;
            }
        }
    }

    @Test
    void shouldNumberItsStepsSoThatTheOtherEndKnowsThem() {
        List<Step> steps = Applications.of(Applications.Kind.TLS, Arena.ofAuto(), 1_000).steps();

        for (int i = 0; i < steps.size(); i++) {
            assertEquals(i + 1, steps.get(i).frame().asByteBuffer().getShort(18));
        }
    }

    @Test
    void shouldNameTheStepThatAnAttackArrivesWith() {
        for (Script attack : Attacks.all(Arena.ofAuto())) {
            assertTrue(attack.attackAt() >= 0 && attack.steps().get(attack.attackAt()).fromClient(), attack.name());
            assertTrue(Attacks.RULES.contains("sid:" + attack.sid() + ";"), attack.name());
        }
    }

    @Test
    void shouldMakeAScriptOfEachFlowOfACapture() throws Exception {
        Path file = directory.resolve("flows.pcap");
        new FlowTraffic(5, 100, FlowTraffic.Transport.TCP).writeTo(file);

        CaptureScripts read = CaptureScripts.read(file, Arena.ofAuto(), 1_514);

        assertEquals(5, read.scripts().size());
        assertEquals(0, read.skipped());
        assertEquals(List.of(1, 1, 1, 1, 1), read.scripts().stream().map(each -> each.steps().size())
                .collect(Collectors.toList()));
        Step step = read.scripts().getFirst().steps().getFirst();
        step.write(CLIENT, SERVER);
        Packet packet = decode(step);
        assertFalse(packet.ipChecksumBad || packet.transportChecksumBad);
    }

    @Test
    void shouldLeaveOutFramesThatAreTooLongAndRefuseACaptureOfNothingElse() throws Exception {
        Path file = directory.resolve("long.pcap");
        new FlowTraffic(3, 1_000, FlowTraffic.Transport.UDP).writeTo(file);

        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> CaptureScripts.read(file, Arena.ofAuto(), 500));

        assertTrue(refused.getMessage().contains("3 frames"), refused.getMessage());
    }

    private static Packet decode(Step step) {
        PacketList list = new PacketList(4);
        Packet packet = list.claim();
        packet.wrap(step.frame(), 0, step.length(), 1);
        new Decoder(DecoderSettings.defaults()).decode(packet, list);
        return packet;
    }
}
