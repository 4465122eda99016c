package org.sluice.control.cli;

import java.io.PrintWriter;
import java.util.List;

/** Explains rule keywords. */
public interface KeywordReference {
    /**
     * Prints a line for every keyword, or all about those named.
     *
     * @return names that are no keyword
     */
    List<String> print(List<String> names, PrintWriter out);
}
