package org.sluice.rules.keyword;

import java.util.List;
import java.util.Map;
import org.sluice.rules.image.AppProtocol;
import org.sluice.rules.model.IntegerField;
import org.sluice.rules.model.IntegerMatch;
import org.sluice.rules.model.IntegerTest;

/** Parts of DNP3's application fragments. */
final class Dnp3Keywords {
    private static final int BYTE = 255;
    private static final Map<String, Long> FUNCTIONS = IntegerGrammar.numbered("confirm 0 read 1 write 2 select 3 operate 4"
            + " direct_operate 5 direct_operate_nr 6 immed_freeze 7 immed_freeze_nr 8 freeze_clear 9 freeze_clear_nr 10"
            + " freeze_at_time 11 freeze_at_time_nr 12 cold_restart 13 warm_restart 14 initialize_data 15"
            + " initialize_appl 16 start_appl 17 stop_appl 18 save_config 19 enable_unsolicited 20"
            + " disable_unsolicited 21 assign_class 22 delay_measure 23 record_current_time 24 open_file 25"
            + " close_file 26 delete_file 27 get_file_info 28 authenticate_file 29 abort_file 30 activate_config 31"
            + " authenticate_req 32 authenticate_err 33 response 129 unsolicited_response 130 authenticate_resp 131");
    private static final Map<String, Long> INDICATORS = IntegerGrammar.numbered("all_stations 256 class_1_events 512"
            + " class_2_events 1024 class_3_events 2048 need_time 4096 local_control 8192 device_trouble 16384"
            + " device_restart 32768 no_func_code_support 1 object_unknown 2 parameter_error 4"
            + " event_buffer_overflow 8 already_executing 16 config_corrupt 32 reserved_2 64 reserved_1 128");

    private Dnp3Keywords() {}

    static void addTo(KeywordRegistry registry) {
        new ProtocolKeywords(registry, "DNP3", AppProtocol.DNP3)
                .buffers("dnp3.data,dnp3_data The application fragment, put together.")
                .number("dnp3_func,dnp3.func The function code.", IntegerField.DNP3_FUNC, BYTE, FUNCTIONS)
                .special("dnp3_ind,dnp3.ind Internal indicators of a response, one of which is set.", "dnp3_ind:name[,name]...",
                        "dnp3_ind:device_restart,need_time;", Dnp3Keywords::indicators)
                .special("dnp3_obj,dnp3.obj Group and variation of an object.", "dnp3_obj:group,variation", "dnp3_obj:99,99;",
                        Dnp3Keywords::object);
    }

    private static void indicators(Word value, RuleBuilder rule) {
        long mask = 0;
        for (Word word : value.list(',')) {
            Long bit = word.isNumeric() ? Long.valueOf(word.number("indicators", 1, 0xffff)) : INDICATORS.get(word.lower());
            if (bit == null) {
                throw word.notOneOf("indicator", String.join(", ", INDICATORS.keySet().stream().sorted().toList()));
            }
            mask |= bit;
        }
        rule.add(new IntegerMatch(IntegerField.DNP3_IND, new IntegerTest(IntegerTest.Kind.MASKED_DIFFERENT, mask, 0)));
    }

    private static void object(Word value, RuleBuilder rule) {
        List<Word> words = value.list(',');
        if (words.size() != 2) {
            throw value.refuse("a group and a variation are needed", "write dnp3_obj:22,1;");
        }
        long group = number(words.get(0), "group");
        rule.add(new IntegerMatch(IntegerField.DNP3_OBJ, IntegerTest.equal(group << 8 | number(words.get(1), "variation"))));
    }

    private static long number(Word word, String what) {
        return word.number(what, 0, BYTE);
    }
}
