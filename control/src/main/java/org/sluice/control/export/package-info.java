/**
 * Events as the rest of the world reads them: EVE JSON, with Suricata's field names. {@link EveWriter} turns one event
 * into one line, from the journal or straight from a ring in memory ({@code replay}); {@link EveFile} rotates and
 * retains the files; {@link EveExporter} follows the journal with a position of its own, so that neither its crash nor
 * a full disk loses or repeats a line.
 *
 * <p>Cold; each object belongs to one thread. What an operator reads about a rule comes through {@link RuleCatalog}.
 */
package org.sluice.control.export;
