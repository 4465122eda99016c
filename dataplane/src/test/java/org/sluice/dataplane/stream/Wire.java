package org.sluice.dataplane.stream;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.sluice.dataplane.decode.Packet;
import org.sluice.dataplane.flow.Flow;
import org.sluice.dataplane.flow.FlowSettings;
import org.sluice.dataplane.flow.FlowTable;
import org.sluice.rules.image.StreamEvent;

/**
 * A wire between a client and a server with the engine in it: what tests send passes flow table and stream engine, and
 * what they delivered is noted. Sequence numbers are relative to each side's SYN: its first byte has number 1.
 */
final class Wire {
    static final int FIN = 1;
    static final int SYN = 2;
    static final int RST = 4;
    static final int ACK = 16;
    static final int URG = 32;
    static final long SECOND = 1_000_000_000L;

    final Received received = new Received();
    final FlowTable flows;
    final StreamEngine engine;
    int clientIsn = 1000;
    int serverIsn = 5_000_000;
    int clientPort = 40000;
    int window = 65535;
    int scale = -1;
    int clientPortIndex;
    int serverPortIndex;
    boolean timestamps;
    int timestampStep = 1;
    private int clock = 100;
    private long nowNs = 1_700_000_000L * SECOND;

    Wire(StreamSettings settings) {
        this(settings, new FlowSettings().capacity(1024));
    }

    Wire(StreamSettings settings, FlowSettings flowSettings) {
        flows = new FlowTable(flowSettings.conclude(), Arena.ofAuto(), (flow, reason) -> onFlowEnd(flow));
        engine = new StreamEngine(settings.sessions(Math.min(256, settings.sessions())).conclude(), flows,
                Arena.ofAuto());
    }

    static StreamSettings settings() {
        return new StreamSettings().reassemblyMemcap(4 << 20);
    }

    private void onFlowEnd(Flow flow) {
        engine.onFlowEnd(flow, received);
    }

    /** SYN, SYN-ACK, ACK. */
    Wire handshake() {
        client(SYN, 0, 0, "");
        server(SYN | ACK, 0, 1, "");
        client(ACK, 1, 1, "");
        return this;
    }

    Packet client(int flags, int sequence, int acknowledgement, String payload) {
        return client(flags, sequence, acknowledgement, payload.getBytes(StandardCharsets.ISO_8859_1), p -> { });
    }

    Packet server(int flags, int sequence, int acknowledgement, String payload) {
        return server(flags, sequence, acknowledgement, payload.getBytes(StandardCharsets.ISO_8859_1), p -> { });
    }

    Packet client(int flags, int sequence, int acknowledgement, byte[] payload, Consumer<Packet> change) {
        int ack = (flags & ACK) != 0 ? serverIsn + acknowledgement : 0;
        return pass(packet(true, flags, clientIsn + sequence, ack, payload, change));
    }

    Packet server(int flags, int sequence, int acknowledgement, byte[] payload, Consumer<Packet> change) {
        int ack = (flags & ACK) != 0 ? clientIsn + acknowledgement : 0;
        return pass(packet(false, flags, serverIsn + sequence, ack, payload, change));
    }

    /** The server's acknowledgement of all up to a number. */
    Packet serverAcks(int acknowledgement) {
        return server(ACK, 1, acknowledgement, "");
    }

    void passTime(long seconds) {
        nowNs += seconds * SECOND;
        flows.advance(nowNs);
    }

    void endAll() {
        flows.endAll();
    }

    Packet pass(Packet packet) {
        flows.advance(nowNs);
        int index = flows.assign(packet, -1);
        if (index != FlowTable.NONE) {
            engine.onPacket(packet, flows.at(index), received);
        }
        return packet;
    }

    Flow flowOf(Packet packet) {
        return flows.at(packet.flowIndex);
    }

    static boolean has(Packet packet, StreamEvent event) {
        return (packet.streamEvents[event.ordinal() >>> 6] >>> event.ordinal() & 1) != 0;
    }

    Packet packet(boolean fromClient, int flags, int sequence, int acknowledgement, byte[] payload,
            Consumer<Packet> change) {
        Packet packet = new Packet();
        int header = 54;
        MemorySegment memory = Arena.ofAuto().allocate(header + payload.length);
        MemorySegment.copy(payload, 0, memory, ValueLayout.JAVA_BYTE, header, payload.length);
        packet.wrap(memory, 0, header + payload.length, 1);
        packet.ipVersion = 4;
        packet.protocol = 6;
        packet.sourceLow = fromClient ? 0x0a000001 : 0x0a000002;
        packet.destinationLow = fromClient ? 0x0a000002 : 0x0a000001;
        packet.transportOffset = 34;
        packet.transportHeaderLength = 20;
        packet.sourcePort = fromClient ? clientPort : 80;
        packet.destinationPort = fromClient ? 80 : clientPort;
        packet.tcpFlags = flags;
        packet.tcpSequence = sequence;
        packet.tcpAcknowledgement = acknowledgement;
        packet.tcpWindow = window;
        packet.tcpWindowScale = (flags & SYN) != 0 ? scale : -1;
        packet.tcpMss = -1;
        packet.tcpHasTimestamp = timestamps;
        clock += timestampStep;
        packet.tcpTimestamp = timestamps ? clock : 0;
        packet.tcpTimestampEcho = timestamps ? clock - timestampStep : 0;
        packet.tcpUrgent = 0;
        packet.payloadOffset = header;
        packet.payloadLength = payload.length;
        packet.portIndex = fromClient ? clientPortIndex : serverPortIndex;
        packet.timestampNs = nowNs++;
        change.accept(packet);
        return packet;
    }
}
