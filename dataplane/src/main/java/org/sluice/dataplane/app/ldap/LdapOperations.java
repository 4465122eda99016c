package org.sluice.dataplane.app.ldap;

/** Operations by the number of their application tag. */
final class LdapOperations {
    static final int BIND = 0;
    static final int UNBIND = 2;
    static final int SEARCH = 3;
    static final int ENTRY = 4;
    static final int SEARCH_DONE = 5;
    static final int MODIFY = 6;
    static final int ADD = 8;
    static final int DELETE = 10;
    static final int RENAME = 12;
    static final int COMPARE = 14;
    static final int ABANDON = 16;
    static final int REFERENCE = 19;
    static final int EXTENDED = 23;
    static final int INTERMEDIATE = 25;

    private LdapOperations() {
    }

    static boolean isRequest(int operation) {
        return switch (operation) {
            case BIND, UNBIND, SEARCH, MODIFY, ADD, DELETE, RENAME, COMPARE, ABANDON, EXTENDED -> true;
            default -> false;
        };
    }

    /** Whether others follow this response. */
    static boolean goesOn(int response) {
        return response == ENTRY || response == REFERENCE || response == INTERMEDIATE;
    }

    static String name(int operation) {
        return switch (operation) {
            case BIND -> "bind_request";
            case 1 -> "bind_response";
            case UNBIND -> "unbind_request";
            case SEARCH -> "search_request";
            case ENTRY -> "search_result_entry";
            case SEARCH_DONE -> "search_result_done";
            case MODIFY -> "modify_request";
            case 7 -> "modify_response";
            case ADD -> "add_request";
            case 9 -> "add_response";
            case DELETE -> "del_request";
            case 11 -> "del_response";
            case RENAME -> "mod_dn_request";
            case 13 -> "mod_dn_response";
            case COMPARE -> "compare_request";
            case 15 -> "compare_response";
            case ABANDON -> "abandon_request";
            case REFERENCE -> "search_result_reference";
            case EXTENDED -> "extended_request";
            case 24 -> "extended_response";
            case INTERMEDIATE -> "intermediate_response";
            default -> "unknown";
        };
    }
}
