/**
 * The lab. Imported by nobody.
 *
 * <pre>
 *   cli (sluice bench) -> device, generate, rfc2544, conversation -> report      what a user measures with
 *   bench                                                                       JMH: each stage alone
 *   run                                                                         what perf/compare starts
 *   traffic                                                                     frames for all of them
 * </pre>
 */
package org.sluice.perf;
