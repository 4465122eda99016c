package org.sluice.rules.model;

import java.util.List;
import org.sluice.rules.image.Buffer;

/**
 * Matches on one buffer, in evaluation order. All must hold, with one consistent chain of relative places, on one and
 * the same instance of the buffer. A buffer of which a transaction has several instances (a query name, a certificate)
 * may have several sections; any other has at most one per list of transforms.
 *
 * @param buffer which buffer
 * @param transforms changes made to it first, in order
 * @param matches in the order written; not empty
 */
public record Section(Buffer buffer, List<Transform> transforms, List<Match> matches) {}
