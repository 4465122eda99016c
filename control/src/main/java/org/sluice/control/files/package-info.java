/**
 * Files that rules want kept ({@code filestore}): put together from the parts the data plane sends, kept under their
 * SHA-256. On the thread that drains the event rings, or a replay's. Neighbours: {@code dataplane.contract} says what a
 * part looks like; {@code control.journal} hands them over.
 */
package org.sluice.control.files;
