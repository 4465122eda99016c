package org.sluice.dataplane.port;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.sluice.dataplane.port.DpdkSettings.HugePages;

/** What is refused, and with which words, before DPDK is started. */
class PortSettingsTest {
    private static final PortSettings LAN = new PortSettings("lan", "net_null0");
    private static final PortSettings WAN = new PortSettings("wan", "net_null1");
    private static final WireSettings WIRE = WireSettings.of("w", LAN, WAN);

    @Test
    void shouldNameAnInterfaceThatIsNotThere() {
        String said = refusal("net_af_packet0,iface=absent-one");

        assertTrue(said.contains("port lan: there is no interface absent-one"), said);
        assertTrue(said.contains("ip link"), said);
    }

    @Test
    void shouldAskForTheInterfaceOfADriverThatNeedsOne() {
        assertTrue(refusal("net_af_xdp0").contains("add iface=NAME"), refusal("net_af_xdp0"));
    }

    @Test
    void shouldTellHowToUseAnInterfaceOfTheKernel() {
        assertTrue(refusal("lo").contains("net_af_packet0,iface=lo"), refusal("lo"));
    }

    @Test
    void shouldListDevicesForANameThatIsNone() {
        assertTrue(refusal("eth-nonsense").contains("net_af_xdp, net_pcap"), refusal("eth-nonsense"));
    }

    @Test
    void shouldNameACardThatIsNotThere() {
        String said = refusal("00:1f.7");

        assertTrue(said.contains("there is no PCI device 0000:00:1f.7"), said);
        assertTrue(said.contains("dpdk-devbind.py"), said);
    }

    @Test
    void shouldRefuseADeviceUsedTwice() {
        String said = refusal("net_null1");

        assertTrue(said.contains("net_null1 is used twice"), said);
    }

    @Test
    void shouldRefuseToRunWithoutWires() {
        assertThrows(PortException.class, () -> DpdkEnvironment.open(DpdkSettings.defaults(), List.of()));
    }

    @Test
    void shouldNameSettingValueAndWhatIsAllowed() {
        String queues = assertThrows(PortException.class, () -> WIRE.withQueues(0)).getMessage();
        String mtu = assertThrows(PortException.class, () -> WIRE.withMtu(20)).getMessage();
        String cache = assertThrows(PortException.class, () -> DpdkSettings.defaults().withBuffers(8_191, 600))
                .getMessage();

        assertEquals("wire w: queues is 0, allowed is 1 or more", queues);
        assertEquals("wire w: mtu is 20, allowed is 0 (leave it) or 68 to 16000", mtu);
        assertEquals("dpdk: buffer-cache is 600, allowed is 0 to 512", cache);
    }

    @Test
    void shouldTakeOrdinaryPagesWhenToldTo() {
        EalArguments arguments = arguments(DpdkSettings.defaults().withHugePages(HugePages.OFF), WIRE);

        assertTrue(arguments.list().containsAll(List.of("--no-huge", "--no-shconf", "-m", "--no-pci")),
                arguments.list().toString());
        assertTrue(arguments.notes().isEmpty());
    }

    @Test
    void shouldLetDpdkSeeOnlyTheCardsOfTheWires() {
        EalArguments arguments = arguments(DpdkSettings.defaults().withHugePages(HugePages.ON),
                WireSettings.of("w", new PortSettings("lan", "03:00.0"),
                        new PortSettings("wan", "0000:03:00.1,rep=1")));

        assertEquals(List.of("-a", "0000:03:00.0", "-a", "0000:03:00.1,rep=1"),
                arguments.list().subList(arguments.list().indexOf("-a"), arguments.list().size()));
        assertTrue(arguments.list().contains("--in-memory"));
    }

    @Test
    void shouldGiveAfPacketRoomForLongFrames() {
        DeviceSpec device = DeviceSpec.parse("net_af_packet0,iface=lo");

        FrameRoom usual = FrameRoom.of(device, 1_500);
        FrameRoom jumbo = FrameRoom.of(device, 9_000);

        assertEquals("net_af_packet0,iface=lo", usual.device().toString());
        assertEquals(2_048, usual.dataRoom());
        assertEquals("net_af_packet0,iface=lo,framesz=16384,blocksz=65536,framecnt=512", jumbo.device().toString());
        assertEquals(16_384, jumbo.dataRoom());
    }

    @Test
    void shouldKeepBuffersSmallWhereDevicesSpreadLongFrames() {
        assertEquals(2_048, FrameRoom.of(DeviceSpec.parse("0000:03:00.0"), 9_000).dataRoom());
    }

    @Test
    void shouldMakeQueuesWhereTheDriverHasToBeTold() {
        assertEquals("net_af_packet0,iface=lo,qpairs=4",
                DeviceSpec.parse("net_af_packet0,iface=lo").withQueues(4).toString());
        assertEquals("net_af_packet0,iface=lo,qpairs=2",
                DeviceSpec.parse("net_af_packet0,iface=lo,qpairs=2").withQueues(4).toString());
        assertEquals("net_af_xdp0,iface=lo,queue_count=4",
                DeviceSpec.parse("net_af_xdp0,iface=lo").withQueues(4).toString());
        assertEquals("net_null0", DeviceSpec.parse("net_null0").withQueues(4).toString());
    }

    @Test
    void shouldKeepAnArgumentThatIsGivenSeveralTimes() {
        DeviceSpec device = DeviceSpec.parse("net_pcap0,rx_pcap=a,rx_pcap=b,infinite_rx=1");

        String text = device.toString();

        assertEquals("net_pcap0,rx_pcap=a,rx_pcap=b,infinite_rx=1", text);
        assertEquals("b", device.argument("rx_pcap"));
    }

    @Test
    void shouldHaveBuffersForAllQueues() {
        DpdkSettings settings = DpdkSettings.defaults();

        assertEquals(16_383, settings.buffersFor(WIRE));
        assertTrue(settings.buffersFor(WIRE.withQueues(8)) > 8 * 2 * 4_096);
    }

    @Test
    void shouldHaveFewerBuffersWhereDevicesCopyFrames() {
        DpdkSettings settings = DpdkSettings.defaults();
        WireSettings copying = WireSettings.of("w", new PortSettings("lan", "net_af_packet0,iface=a"),
                new PortSettings("wan", "net_af_packet1,iface=b"));

        assertEquals(8_191, settings.buffersFor(copying));
        assertTrue(settings.buffersFor(copying.withQueues(8)) > 8 * 2 * 1_152);
    }

    private static EalArguments arguments(DpdkSettings settings, WireSettings wire) {
        return EalArguments.of(settings, List.of(wire), List.of(DeviceSpec.parse(wire.left().device()),
                DeviceSpec.parse(wire.right().device())));
    }

    private static String refusal(String device) {
        WireSettings wire = WireSettings.of("w", new PortSettings("lan", device), WAN);
        return assertThrows(PortException.class, () -> DpdkEnvironment.open(DpdkSettings.defaults(), List.of(wire)))
                .getMessage();
    }
}
