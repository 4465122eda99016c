/**
 * What kind of file bytes are, in libmagic's words. Each thread describes through its own
 * {@link org.sluice.bindings.magic.FileDescriber}.
 *
 * <p>Once a file, on its first bytes, while a rule asks for it: {@code FileDescriber.describe}. Cold: everything else.
 * Neighbours: {@code rules} asks whether there is a database, {@code dataplane.app} describes files.
 */
package org.sluice.bindings.magic;
