/**
 * Detection: which rules match a packet, the stream and the transactions it belongs to, and what follows from that.
 *
 * <p>A {@link org.sluice.dataplane.detect.RuleSet} is an image made ready to run: read-only, shared by all workers of a
 * generation. A {@link org.sluice.dataplane.detect.DetectEngine} is one worker's: it collects what is to be searched,
 * has all of it searched in one native call, filters the candidates by header, evaluates them in the rules' order, and
 * carries out actions and thresholds.
 *
 * <p>Hot; owned by one inspector thread; allocates at start only. Everything an attacker can drive up has a budget and
 * a counter ({@link org.sluice.dataplane.detect.DetectCounters}). Neighbours: {@code decode}, {@code flow},
 * {@code stream} and {@code app} give what is inspected; {@code verdict} carries out what is decided.
 */
package org.sluice.dataplane.detect;
