/**
 * Regular expressions that need a backtracking matcher, compiled by JIT and never without limits.
 * {@link org.sluice.bindings.pcre2.CompiledPattern} is shared by all threads; each thread matches through its own
 * {@link org.sluice.bindings.pcre2.MatchContext}.
 *
 * <p>Hot: {@code MatchContext.match}. Cold: everything else. Neighbours: {@code rules} checks patterns,
 * {@code dataplane.detect} matches.
 */
package org.sluice.bindings.pcre2;
