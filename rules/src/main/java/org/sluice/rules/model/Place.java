package org.sluice.rules.model;

/**
 * Where a rule stands.
 *
 * @param file the file's name as it was given
 * @param line the line its first character is on, counted from 1
 */
public record Place(String file, int line) {
    @Override
    public String toString() {
        return file + ":" + line;
    }
}
