package org.sluice.control.api;

import com.fasterxml.jackson.databind.JsonNode;

/** Does what one command asks for. */
@FunctionalInterface
public interface CommandHandler {
    /**
     * @param request the whole request
     * @return the result
     * @throws Exception whose message is the answer's error
     */
    JsonNode handle(JsonNode request) throws Exception;
}
