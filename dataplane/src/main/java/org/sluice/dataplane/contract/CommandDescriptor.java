package org.sluice.dataplane.contract;

/**
 * Layout of commands to the data plane, one message type each in the command ring.
 *
 * <pre>
 *    0               4               8               12
 *   +-------------------------------+-------------------------------+
 *   |        correlation id         |   argument (generation...)    |
 *   +---------------+---------------+-------------------------------+  16
 *   |  text length  | text UTF-8 (a path)...
 *   +---------------+-----------------------------------------------+
 *
 *   LOAD_IMAGE    argument: generation    text: path of the image file
 *   SHADOW_IMAGE  argument: generation    text: path of the image file
 *   CLEAR_SHADOW  argument: 0
 *   SET_LINK      argument: wire &lt;&lt; 1 | up
 *   STOP          argument: 0             text: reason
 * </pre>
 */
final class CommandDescriptor {
    static final int LOAD_IMAGE = 1;
    static final int SHADOW_IMAGE = 2;
    static final int CLEAR_SHADOW = 3;
    static final int SET_LINK = 4;
    static final int STOP = 5;

    static final int CORRELATION_ID_OFFSET = 0;
    static final int ARGUMENT_OFFSET = 8;
    static final int TEXT_OFFSET = 16;

    private CommandDescriptor() {
    }
}
