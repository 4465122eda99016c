/** Puts the parsers together: cold, at start, once an inspector. Imports every protocol's package; {@code app} none. */
package org.sluice.dataplane.app.protocols;
