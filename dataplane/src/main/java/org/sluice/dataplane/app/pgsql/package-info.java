/**
 * PostgreSQL's protocol, version 3: requests with what is answered.
 *
 * <p>Hot; owned by one inspector thread. Neighbour: {@code app} for the shape of parsers.
 */
package org.sluice.dataplane.app.pgsql;
