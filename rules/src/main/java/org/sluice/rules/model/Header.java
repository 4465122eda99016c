package org.sluice.rules.model;

import org.sluice.rules.image.AppProtocol;

/**
 * A rule's header: which packets it is about.
 *
 * @param protocolName the protocol as written, in lower case ({@code http} also takes HTTP/2, {@code http1} does not)
 * @param carrier what carries it
 * @param application the application protocol; UNKNOWN unless {@code carrier} is APPLICATION
 * @param hook the state after the colon of {@code tcp:flow_start}, or ""
 * @param source addresses left of the arrow
 * @param sourcePorts ports left of the arrow
 * @param direction the arrow
 * @param destination addresses right of the arrow
 * @param destinationPorts ports right of the arrow
 */
public record Header(
        String protocolName, Carrier carrier, AppProtocol application, String hook,
        AddressSet source, PortSet sourcePorts, Direction direction,
        AddressSet destination, PortSet destinationPorts) {

    /** The arrow between the two ends. */
    public enum Direction {
        /** {@code ->}: packets from left to right. */
        FORWARD,
        /** {@code <>}: packets either way. */
        BOTH,
        /** {@code =>}: transactions, requests going from left to right, both directions inspected together. */
        TRANSACTION
    }
}
