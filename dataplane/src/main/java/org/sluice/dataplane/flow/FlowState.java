package org.sluice.dataplane.flow;

/** How far a flow has come; decides its timeout. */
public enum FlowState {
    /** Only one side was heard, or TCP's handshake is not complete. */
    NEW("new"),
    /** Both sides were heard; TCP's handshake is complete. */
    ESTABLISHED("established"),
    /** TCP only: ended by FINs or RST. */
    CLOSED("closed"),
    /** No longer inspected, by rule or policy. */
    BYPASSED("bypassed");

    static final FlowState[] BY_CODE = values();

    private final String eveName;

    FlowState(String eveName) {
        this.eveName = eveName;
    }

    /** The value of {@code flow.state} in events, and the key in {@code flow-timeouts}. */
    public String eveName() {
        return eveName;
    }
}
