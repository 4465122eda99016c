package org.sluice.dataplane.detect;

import java.util.ArrayList;
import java.util.List;
import org.sluice.dataplane.app.AttributeSink;
import org.sluice.dataplane.flow.FlowVariables;
import org.sluice.rules.image.ImageSection;
import org.sluice.rules.image.RuleImage;
import org.sluice.rules.image.VariableKind;

/**
 * Flow bits named {@code traffic/id/...} and {@code traffic/label/...}: rules say with them what a flow carries, and
 * its alerts show them as EVE's {@code traffic}.
 */
final class TrafficLabels {
    private static final String ID = "traffic/id/";
    private static final String LABEL = "traffic/label/";

    private final int[] bits;
    private final String[] texts;
    /** The first are ids, those from here on labels. */
    private final int firstLabel;

    private TrafficLabels(int[] bits, String[] texts, int firstLabel) {
        this.bits = bits;
        this.texts = texts;
        this.firstLabel = firstLabel;
    }

    static TrafficLabels of(RuleImage image, VariableNames names) {
        List<String> ids = new ArrayList<>();
        List<String> labels = new ArrayList<>();
        for (int i = 0; i < image.length(ImageSection.VARIABLES) - 1; i++) {
            String name = image.variableName(i);
            if (image.variableKind(i) == VariableKind.FLOW_BIT && name.startsWith(ID)) {
                ids.add(name);
            } else if (image.variableKind(i) == VariableKind.FLOW_BIT && name.startsWith(LABEL)) {
                labels.add(name);
            }
        }
        int first = ids.size();
        ids.addAll(labels);
        int[] bits = new int[ids.size()];
        String[] texts = new String[bits.length];
        for (int i = 0; i < bits.length; i++) {
            bits[i] = names.id(VariableKind.FLOW_BIT, ids.get(i));
            texts[i] = ids.get(i).substring((i < first ? ID : LABEL).length());
        }
        return new TrafficLabels(bits, texts, first);
    }

    /** Writes those that are set in a flow, as EVE's object; nothing when there are none. */
    void write(FlowVariables flow, AttributeSink sink) {
        boolean anyId = anySet(flow, 0, firstLabel);
        boolean anyLabel = anySet(flow, firstLabel, bits.length);
        if (anyId || anyLabel) {
            sink.beginObject("traffic");
            write(flow, sink, "id", 0, anyId ? firstLabel : 0);
            write(flow, sink, "label", firstLabel, anyLabel ? bits.length : firstLabel);
            sink.endObject();
        }
    }

    private boolean anySet(FlowVariables flow, int from, int to) {
        for (int i = from; i < to; i++) {
            if (flow.isSet(bits[i])) {
                return true;
            }
        }
        return false;
    }

    private void write(FlowVariables flow, AttributeSink sink, String key, int from, int to) {
        if (from == to) {
            return;
        }
        sink.beginArray(key);
        for (int i = from; i < to; i++) {
            if (flow.isSet(bits[i])) {
                sink.text(null, texts[i]);
            }
        }
        sink.endArray();
    }
}
