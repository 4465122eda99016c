package org.sluice.rules.compile;

import java.util.Map;
import org.sluice.rules.image.AppEvent;
import org.sluice.rules.image.AppField;
import org.sluice.rules.image.AppProtocol;
import org.sluice.rules.image.DecoderEvent;
import org.sluice.rules.image.StreamEvent;
import org.sluice.rules.model.IntegerField;

/** The numbers by which the data plane knows events, options and transaction numbers that rules name. */
final class Events {
    private static final Map<String, Integer> IP_OPTIONS = Map.ofEntries(Map.entry("eol", 0), Map.entry("nop", 1),
            Map.entry("rr", 7), Map.entry("ts", 68), Map.entry("sec", 130), Map.entry("lsrr", 131),
            Map.entry("lsrre", 131), Map.entry("esec", 133), Map.entry("cipso", 134), Map.entry("satid", 136),
            Map.entry("ssrr", 137), Map.entry("rtralt", 148), Map.entry("any", -1));

    private Events() {
    }

    static int decoder(String name) throws UnenforceableException {
        return known(DecoderEvent.byName(name), "decode-event", name);
    }

    static int stream(String name) throws UnenforceableException {
        return known(StreamEvent.byName(name), "stream-event", name);
    }

    static int app(String protocol, String name) throws UnenforceableException {
        AppProtocol of = AppProtocol.byName(protocol).orElse(AppProtocol.UNKNOWN);
        return known(AppEvent.byName(of, name).orElse(null), "app-layer-event", protocol + "." + name);
    }

    static int appField(IntegerField field) throws UnenforceableException {
        for (AppField known : AppField.values()) {
            if (known.name().equals(field.name())) {
                return known.ordinal();
            }
        }
        return known(null, field.ruleName(), "this number");
    }

    private static int known(Enum<?> value, String keyword, String name) throws UnenforceableException {
        if (value == null) {
            throw new UnenforceableException(keyword, "nothing in the data plane gives " + name);
        }
        return value.ordinal();
    }

    /** The option's number in the header, -1 for any. */
    static int ipOption(String name) throws UnenforceableException {
        Integer number = IP_OPTIONS.get(name);
        if (number == null) {
            throw new UnenforceableException("ipopts", "the option " + name + " is not known");
        }
        return number;
    }
}
