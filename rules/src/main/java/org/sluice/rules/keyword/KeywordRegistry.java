package org.sluice.rules.keyword;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All keywords, by every spelling. Immutable once built. */
public final class KeywordRegistry {
    private static final KeywordRegistry STANDARD = build();

    private final Map<String, Keyword> bySpelling = new HashMap<>();
    private final List<Keyword> keywords = new ArrayList<>();

    private KeywordRegistry() {}

    /** The keywords of this version. */
    public static KeywordRegistry standard() {
        return STANDARD;
    }

    private static KeywordRegistry build() {
        KeywordRegistry registry = new KeywordRegistry();
        MetaKeywords.addTo(registry);
        ContentKeywords.addTo(registry);
        PcreKeyword.addTo(registry);
        LengthKeywords.addTo(registry);
        ByteTestKeyword.addTo(registry);
        ByteJumpKeyword.addTo(registry);
        ByteExtractKeyword.addTo(registry);
        ByteMathKeyword.addTo(registry);
        Base64Keywords.addTo(registry);
        TransformKeywords.addTo(registry);
        PacketKeywords.addTo(registry);
        FlowKeywords.addTo(registry);
        StateKeywords.addTo(registry);
        RateKeywords.addTo(registry);
        EventKeywords.addTo(registry);
        DatasetKeywords.addTo(registry);
        AddressKeywords.addTo(registry);
        HttpKeywords.addTo(registry);
        Http2Keywords.addTo(registry);
        DnsKeywords.addTo(registry);
        TlsKeywords.addTo(registry);
        FileKeywords.addTo(registry);
        BufferKeywords.addTo(registry);
        SmbKeywords.addTo(registry);
        NfsKeywords.addTo(registry);
        MqttKeywords.addTo(registry);
        ModbusKeywords.addTo(registry);
        Dnp3Keywords.addTo(registry);
        EnipKeywords.addTo(registry);
        LdapKeywords.addTo(registry);
        Krb5Keywords.addTo(registry);
        DatagramKeywords.addTo(registry);
        OtherProtocolKeywords.addTo(registry);
        OtherKeywords.addTo(registry);
        registry.keywords.sort((a, b) -> a.name().compareTo(b.name()));
        return registry;
    }

    void add(Keyword keyword) {
        keywords.add(keyword);
        put(keyword.name(), keyword);
        keyword.aliases().forEach(alias -> put(alias, keyword));
    }

    private void put(String spelling, Keyword keyword) {
        Keyword other = bySpelling.put(spelling, keyword);
        if (other != null) {
            throw new IllegalStateException("two keywords are called " + spelling);
        }
    }

    /** The keyword of that spelling, in lower case. */
    public Optional<Keyword> find(String spelling) {
        return Optional.ofNullable(bySpelling.get(spelling));
    }

    /** All keywords, by name. */
    public List<Keyword> keywords() {
        return Collections.unmodifiableList(keywords);
    }

    /** All spellings. */
    public Collection<String> spellings() {
        return Collections.unmodifiableSet(bySpelling.keySet());
    }
}
