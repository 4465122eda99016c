/**
 * Questions to the journal: which events, since when, of which rule, from and to where. The commands print the answers
 * as table rows ({@link EventRow}) or as EVE JSON. Cold; a query belongs to one thread and one reader of the journal.
 */
package org.sluice.control.query;
