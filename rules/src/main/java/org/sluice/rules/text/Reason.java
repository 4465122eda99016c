package org.sluice.rules.text;

/** Why a rule is refused or complained of: the categories a summary counts. */
public enum Reason {
    /** A file cannot be read. */
    FILE("file"),
    /** The line is no rule: parentheses, semicolons, quotes. */
    SYNTAX("syntax"),
    /** Unknown action. */
    ACTION("action"),
    /** Unknown protocol. */
    PROTOCOL("protocol"),
    /** No address, or none left. */
    ADDRESS("address"),
    /** No port, or none left. */
    PORT("port"),
    /** A variable is not defined, or refers to itself. */
    VARIABLE("variable"),
    /** A keyword that Suricata does not know. */
    UNKNOWN_KEYWORD("unknown-keyword"),
    /** A keyword's value is not as it must be. */
    KEYWORD_VALUE("keyword-value"),
    /** Keywords that do not go together, or not in this order. */
    COMBINATION("keyword-combination"),
    /** A keyword that is understood but not enforced yet. */
    NOT_ENFORCED("keyword-not-enforced"),
    /** Written for Snort 3. */
    SNORT3("snort3-syntax"),
    /** The same gid:sid twice. */
    DUPLICATE("duplicate-sid"),
    /** {@code requires} asks for what is not there: skipped, no error. */
    REQUIRES("requires"),
    /** Found while compiling: an expression the pattern engines refuse, a name nothing carries. */
    COMPILE("compile"),
    /** A line of a classification, reference or threshold file. */
    CONFIGURATION("configuration");

    private final String label;

    Reason(String label) {
        this.label = label;
    }

    /** The name in reports. */
    public String label() {
        return label;
    }
}
