package org.sluice.rules.image;

/**
 * Index of the lists of rules that need no scan to be looked at: rows of {@link ImageSection#LISTS}.
 */
public final class RuleLists {
    /** Most decoder events. */
    public static final int DECODER_EVENTS = 256;
    /** Most stream events. */
    public static final int STREAM_EVENTS = 128;
    /** Most application events. */
    public static final int APP_EVENTS = 1024;
    private static final int STREAM = 2 * ScanGroup.PROTOCOLS;
    private static final int DECODER_EVENT = STREAM + 2;
    private static final int STREAM_EVENT = DECODER_EVENT + DECODER_EVENTS;
    private static final int APP_EVENT = STREAM_EVENT + STREAM_EVENTS;
    private static final int PROTOCOL = APP_EVENT + APP_EVENTS;
    private static final int FLOW_END = PROTOCOL + 2;
    private static final int TRANSACTION = FLOW_END + 2;
    private static final int BUFFER = TRANSACTION + 2 * Long.SIZE;

    private RuleLists() {
    }

    /** Rules for every packet of that protocol class and direction. */
    public static int packet(int protocol, int direction) {
        return 2 * protocol + direction;
    }

    /** Rules for every stream window of that direction. */
    public static int stream(int direction) {
        return STREAM + direction;
    }

    /** Rules for a decoder event. */
    public static int decoderEvent(int ordinal) {
        return DECODER_EVENT + ordinal;
    }

    /** Rules for a stream event. */
    public static int streamEvent(int ordinal) {
        return STREAM_EVENT + ordinal;
    }

    /** Rules for an application event. */
    public static int appEvent(int ordinal) {
        return APP_EVENT + ordinal;
    }

    /** Rules asked when a flow's protocol is found in that direction. */
    public static int protocolFound(int direction) {
        return PROTOCOL + direction;
    }

    /** Rules asked in that direction of a flow that ends, besides those about what was left to inspect. */
    public static int flowEnd(int direction) {
        return FLOW_END + direction;
    }

    /** Rules for every transaction of that protocol in that direction. */
    public static int transaction(int appProtocol, int direction) {
        return TRANSACTION + 2 * appProtocol + direction;
    }

    /** Rules for every instance of that buffer in that direction. */
    public static int buffer(int spec, int direction) {
        return BUFFER + 2 * spec + direction;
    }

    /** IP-only rules to ask when the source (side 0) or destination (side 1) lies in that address set. */
    public static int ipOnly(int specs, int addressSet, int side) {
        return BUFFER + 2 * specs + 2 * addressSet + side;
    }

    /** Number of lists. */
    public static int count(int specs, int addressSets) {
        return BUFFER + 2 * specs + 2 * addressSets;
    }
}
