package org.sluice.control.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sluice.control.export.RuleCatalog;
import org.sluice.control.export.RuleText;
import org.sluice.rules.image.Catalog;
import org.sluice.rules.image.RuleImage;
import org.sluice.rules.model.Meta;
import org.sluice.rules.text.Classifications;
import org.sluice.rules.text.References;

/** Texts of one image's rules, as operators read them: classes and references resolved. */
final class ImageCatalog implements RuleCatalog {
    private final RuleImage image;
    private final Classifications classifications;
    private final References references;

    ImageCatalog(RuleImage image, Classifications classifications, References references) {
        this.image = image;
        this.classifications = classifications;
        this.references = references;
    }

    @Override
    public RuleText find(long generation, int ruleId, int gid, long sid, int rev) {
        if (ruleId >= 0 && ruleId < image.ruleCount()) {
            Catalog.Entry entry = image.catalog(ruleId);
            if (entry.sid() == sid && entry.gid() == gid) {
                return text(entry);
            }
        }
        for (int rule = 0; rule < image.ruleCount(); rule++) {
            Catalog.Entry entry = image.catalog(rule);
            if (entry.sid() == sid && entry.gid() == gid) {
                return text(entry);
            }
        }
        return RuleText.UNKNOWN;
    }

    private RuleText text(Catalog.Entry entry) {
        String category = classifications.find(entry.classtype()).map(Classifications.Classification::description)
            .orElse("");
        List<String> resolved = new ArrayList<>();
        for (String reference : entry.references()) {
            int comma = reference.indexOf(',');
            String id = reference.substring(comma + 1);
            resolved.add(comma < 0 ? id
                : references.url(new Meta.Reference(reference.substring(0, comma), id)).orElse(id));
        }
        Map<String, List<String>> metadata = new LinkedHashMap<>();
        for (int i = 0; i + 1 < entry.metadata().size(); i += 2) {
            metadata.computeIfAbsent(entry.metadata().get(i), _ -> new ArrayList<>()).add(entry.metadata().get(i + 1));
        }
        return new RuleText(entry.msg(), category, entry.priority(), resolved, metadata,
            entry.file() + ":" + entry.line());
    }
}
