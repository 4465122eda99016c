package org.sluice.rules.compile;

/** Ends the compilation of one rule: what of it cannot be enforced, and why. */
final class UnenforceableException extends Exception {
    private final String keyword;

    UnenforceableException(String keyword, String reason) {
        super(reason);
        this.keyword = keyword;
    }

    String keyword() {
        return keyword;
    }
}
