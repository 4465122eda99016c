/**
 * The only code that touches the linker. One package a library, each in two layers: {@code sluice_..._h} and the struct
 * classes follow jextract's conventions over the shim's headers ({@code native/include}); above them a small typed door
 * ({@code Vectorscan}, {@code Pcre2}, {@code Posix}, {@code Dpdk}) that everybody else uses.
 *
 * <p>This package finds and opens the two shims and turns what is missing into words. Cold: runs at start, and at the
 * first call of each function. Everything above is a neighbour; nothing below but the JDK.
 */
package org.sluice.bindings;
