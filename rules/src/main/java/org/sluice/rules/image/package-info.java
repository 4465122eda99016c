/**
 * The compiled rule set as a file, and the vocabulary that rules and data plane share.
 *
 * <p>Cold: written by {@code rules.compile}, checked by {@link org.sluice.rules.image.ImageReader}, then mapped by the
 * data plane ({@code dataplane.detect}) and read by the control plane (the catalog). All constants here are part of the
 * format: whoever changes one raises {@link org.sluice.rules.image.ImageDescriptor#FORMAT_VERSION}.
 */
package org.sluice.rules.image;
