/**
 * MQTT 3.1, 3.1.1 and 5 (OASIS): messages, and what answers them.
 *
 * <p>Hot; owned by one inspector thread. A transaction is a message with the messages that acknowledge it. Neighbour:
 * {@code app} for the shape of parsers.
 */
package org.sluice.dataplane.app.mqtt;
