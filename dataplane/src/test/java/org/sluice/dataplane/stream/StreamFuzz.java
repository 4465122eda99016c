package org.sluice.dataplane.stream;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import org.sluice.dataplane.flow.ExceptionPolicy;

/**
 * Fuzzes flow table and stream engine with packets made of the fuzzer's bytes. {@link Received} holds what is delivered
 * to its promises; memory must all come back. Without {@code JAZZER_FUZZ=1} the seeds alone are run.
 */
class StreamFuzz {
    @FuzzTest(maxDuration = "5s")
    void packets(FuzzedDataProvider data) {
        Wire wire = new Wire(Wire.settings().midstream(data.consumeBoolean()).asyncOneSided(data.consumeBoolean())
                .dropInvalid(data.consumeBoolean()).lossyCapture(data.consumeBoolean())
                .overlapPolicy(data.pickValue(OverlapPolicy.values()))
                .urgentPolicy(data.pickValue(UrgentPolicy.values()))
                .reassemblyMemcapPolicy(data.pickValue(ExceptionPolicy.values()))
                .depth(data.consumeInt(0, 10_000)).tailBytes(data.consumeInt(0, 4096))
                .pendingBytes(data.consumeInt(1024, 16_384)).reassemblyMemcap(64 << 10));
        if (data.consumeBoolean()) {
            wire.handshake();
        }
        while (data.remainingBytes() > 0) {
            boolean fromClient = data.consumeBoolean();
            int flags = data.consumeByte() & 0xff;
            boolean near = data.consumeBoolean();
            int sequence = near ? data.consumeInt(-100, 5000) : data.consumeInt();
            int acknowledgement = near ? data.consumeInt(-100, 5000) : data.consumeInt();
            int urgent = data.consumeInt(0, 100);
            int window = data.consumeInt(0, 65_535);
            boolean timestamp = data.consumeBoolean();
            int value = data.consumeInt();
            byte[] payload = data.consumeBytes(data.consumeInt(0, 3000));
            wire.pass(wire.packet(fromClient, flags, (fromClient ? wire.clientIsn : wire.serverIsn) + sequence,
                    (fromClient ? wire.serverIsn : wire.clientIsn) + acknowledgement, payload, p -> {
                        p.tcpUrgent = urgent;
                        p.tcpWindow = window;
                        p.tcpHasTimestamp = timestamp;
                        p.tcpTimestamp = value;
                    }));
        }
        wire.endAll();
        if (wire.engine.statistics().blockBytesInUse != 0 || wire.engine.statistics().sessionsInUse != 0) {
            throw new IllegalStateException("memory was not given back");
        }
    }
}
