package org.sluice.rules.keyword;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.sluice.rules.image.AppProtocol;
import org.sluice.rules.model.IntegerField;
import org.sluice.rules.model.IntegerList;
import org.sluice.rules.model.IntegerTest;

/** Parts of HTTP/2 frames (RFC 9113); what frames carry of HTTP are {@link HttpKeywords}' buffers. */
final class Http2Keywords {
    private static final int BYTE = 255;
    private static final long UINT32 = 0xffff_ffffL;
    private static final long ID_MASK = 0xffff_0000_0000L;
    private static final Map<String, Long> TYPES = spelled("data 0 headers 1 priority 2 rst_stream 3 settings 4"
            + " push_promise 5 ping 6 goaway 7 window_update 8 continuation 9");
    private static final Map<String, Long> ERRORS = spelled("no_error 0 protocol_error 1 internal_error 2"
            + " flow_control_error 3 settings_timeout 4 stream_closed 5 frame_size_error 6 refused_stream 7 cancel 8"
            + " compression_error 9 connect_error 10 enhance_your_calm 11 inadequate_security 12 http_1_1_required 13"
            + " http11_required 13");
    private static final Map<String, Long> SETTINGS = IntegerGrammar.numbered("settings_header_table_size 1"
            + " settings_enable_push 2 settings_max_concurrent_streams 3 settings_initial_window_size 4"
            + " settings_max_frame_size 5 settings_max_header_list_size 6");

    private Http2Keywords() {}

    static void addTo(KeywordRegistry registry) {
        new ProtocolKeywords(registry, "HTTP2", AppProtocol.HTTP2)
                .buffers("http2.header_name A header's name.", "http2.header One header: name, colon, blank, value.")
                .number("http2.frametype A frame's type.", IntegerField.HTTP2_FRAMETYPE, BYTE, TYPES)
                .number("http2.errorcode The error code of GOAWAY or RST_STREAM.", IntegerField.HTTP2_ERRORCODE, UINT32,
                        ERRORS)
                .number("http2.priority The weight in PRIORITY or HEADERS.", IntegerField.HTTP2_PRIORITY, BYTE)
                .number("http2.window The increment in WINDOW_UPDATE.", IntegerField.HTTP2_WINDOW, UINT32)
                .number("http2.size_update The new size of the table of header fields.", IntegerField.HTTP2_SIZE_UPDATE,
                        Long.MAX_VALUE)
                .special("http2.settings A setting and its value.", "http2.settings:name(=|<|>|...)number",
                        "http2.settings:SETTINGS_ENABLE_PUSH=0;", Http2Keywords::setting);
    }

    /** Names with underscores and, as Suricata has them, without. */
    private static Map<String, Long> spelled(String pairs) {
        Map<String, Long> names = new HashMap<>();
        IntegerGrammar.numbered(pairs).forEach((name, number) -> {
            names.put(name, number);
            names.put(name.replace("_", ""), number);
        });
        return Map.copyOf(names);
    }

    private static void setting(Word value, RuleBuilder rule) {
        int end = 0;
        while (end < value.text().length() && isNameCharacter(value.text().charAt(end))) {
            end++;
        }
        Word name = value.part(0, end);
        Long id = SETTINGS.get(name.lower());
        if (id == null) {
            throw name.notOneOf("setting", String.join(", ", SETTINGS.keySet().stream().sorted().toList()));
        }
        rule.add(IntegerList.any(IntegerField.HTTP2_SETTINGS, ofSetting(id << 32, value.from(end))));
    }

    private static boolean isNameCharacter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_';
    }

    /** The test of the value, put on the number that has the setting in its upper bits. */
    private static List<IntegerTest> ofSetting(long id, Word word) {
        IntegerTest test = IntegerGrammar.parse(word, UINT32);
        return switch (test.kind()) {
            case INSIDE -> test.first() > UINT32 || test.second() < test.first()
                    ? List.of(IntegerTest.inside(1, 0))
                    : List.of(IntegerTest.inside(id + test.first(), id + Math.min(test.second(), UINT32)));
            case OUTSIDE -> {
                List<IntegerTest> tests = new ArrayList<>();
                if (test.first() > 0) {
                    tests.add(IntegerTest.inside(id, id + test.first() - 1));
                }
                if (test.second() < UINT32) {
                    tests.add(IntegerTest.inside(id + test.second() + 1, id + UINT32));
                }
                yield tests;
            }
            case MASKED_EQUAL -> List.of(
                    new IntegerTest(IntegerTest.Kind.MASKED_EQUAL, ID_MASK | test.first(), id | test.second()));
            case MASKED_DIFFERENT -> throw word.refuse("a setting's bits can be asked for by equality only",
                    "write &mask=n");
        };
    }
}
