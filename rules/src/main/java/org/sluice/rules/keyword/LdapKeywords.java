package org.sluice.rules.keyword;

import java.util.List;
import java.util.Map;
import org.sluice.rules.image.AppProtocol;
import org.sluice.rules.model.IntegerField;
import org.sluice.rules.model.IntegerList;

/** Parts of LDAP requests and responses. */
final class LdapKeywords {
    private static final long UINT32 = 0xffff_ffffL;
    private static final int MOST_INDEX = 63;
    private static final Map<String, Long> OPERATIONS = IntegerGrammar.numbered("bind_request 0 bind_response 1"
            + " unbind_request 2 search_request 3 search_result_entry 4 search_result_done 5 modify_request 6"
            + " modify_response 7 add_request 8 add_response 9 del_request 10 del_response 11 mod_dn_request 12"
            + " mod_dn_response 13 compare_request 14 compare_response 15 abandon_request 16"
            + " search_result_reference 19 extended_request 23 extended_response 24 intermediate_response 25");
    private static final Map<String, Long> RESULTS = IntegerGrammar.numbered("success 0 operations_error 1"
            + " protocol_error 2 time_limit_exceeded 3 size_limit_exceeded 4 compare_false 5 compare_true 6"
            + " auth_method_not_supported 7 stronger_auth_required 8 referral 10 admin_limit_exceeded 11"
            + " unavailable_critical_extension 12 confidentiality_required 13 sasl_bind_in_progress 14"
            + " no_such_attribute 16 undefined_attribute_type 17 inappropriate_matching 18 constraint_violation 19"
            + " attribute_or_value_exists 20 invalid_attribute_syntax 21 no_such_object 32 alias_problem 33"
            + " invalid_dns_syntax 34 is_leaf 35 alias_dereferencing_problem 36 inappropriate_authentication 48"
            + " invalid_credentials 49 insufficient_access_rights 50 busy 51 unavailable 52 unwilling_to_perform 53"
            + " loop_detect 54 naming_violation 64 object_class_violation 65 not_allowed_on_non_leaf 66"
            + " not_allowed_on_rdn 67 entry_already_exists 68 object_class_mods_prohibited 69"
            + " affects_multiple_dsas 71 other 80");

    private LdapKeywords() {}

    static void addTo(KeywordRegistry registry) {
        new ProtocolKeywords(registry, "LDAP", AppProtocol.LDAP)
                .buffers("ldap.request.dn The name asked for.", "ldap.responses.dn A name answered.",
                        "ldap.responses.message A result's message.",
                        "ldap.request.attribute_type An attribute asked for.",
                        "ldap.responses.attribute_type An attribute answered.")
                .number("ldap.request.operation The request's operation.", IntegerField.LDAP_REQUEST_OPERATION, UINT32,
                        OPERATIONS)
                .number("ldap.responses.count The number of responses so far.", IntegerField.LDAP_RESPONSES_COUNT, UINT32)
                .special("ldap.responses.operation A response's operation.",
                        "ldap.responses.operation:[op]number|name[,any|all|index]",
                        "ldap.responses.operation:search_result_done,-1;",
                        (value, rule) -> indexed(value, rule, IntegerField.LDAP_RESPONSES_OPERATION, OPERATIONS))
                .special("ldap.responses.result_code A result's code.",
                        "ldap.responses.result_code:[op]number|name[,any|all|index]",
                        "ldap.responses.result_code:invalid_credentials;",
                        (value, rule) -> indexed(value, rule, IntegerField.LDAP_RESPONSES_RESULT_CODE, RESULTS));
    }

    /** A number of which there may be several; what is behind the comma says which is meant. */
    private static void indexed(Word value, RuleBuilder rule, IntegerField field, Map<String, Long> names) {
        List<Word> words = value.list(',');
        if (words.size() > 2) {
            throw value.refuse("one index may follow the number", "write " + field.ruleName() + ":1,0;");
        }
        int index = IntegerList.ANY;
        if (words.size() == 2 && !words.get(1).is("any")) {
            index = words.get(1).is("all") ? IntegerList.ALL
                    : (int) words.get(1).number("index", -MOST_INDEX, MOST_INDEX);
        }
        rule.add(new IntegerList(field, List.of(IntegerGrammar.parse(words.getFirst(), UINT32, names)), index));
    }
}
