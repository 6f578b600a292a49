package uk.wayleave.screening.quality;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import uk.wayleave.screening.PersonalData;

/**
 * A text with the personal data in it labelled.
 *
 * @param kind what it was written as: works, location, comment or inspection
 * @param labels in order, none overlapping; none at all in a hard negative
 */
public record LabelledText(String kind, String text, List<Span> labels) {
    public LabelledText {
        labels = List.copyOf(labels);
    }

    /**
     * Reads {@code kind: Call {name:Mr Haddow} back}.
     *
     * @throws IllegalArgumentException if the line is not of that form or names no class
     */
    public static LabelledText parse(String line) {
        int colon = line.indexOf(": ");
        if (colon < 0) {
            throw new IllegalArgumentException("No kind before the text: " + line);
        }
        String marked = line.substring(colon + 2);
        StringBuilder text = new StringBuilder();
        List<Span> labels = new ArrayList<>();
        int at = 0;
        for (int open = marked.indexOf('{'); open >= 0; open = marked.indexOf('{', at)) {
            int name = marked.indexOf(':', open);
            int close = marked.indexOf('}', open);
            if (name < 0 || close < name) {
                throw new IllegalArgumentException("A label is not closed: " + line);
            }
            PersonalData personalData = PersonalData.withId(marked.substring(open + 1, name))
                    .orElseThrow(() -> new IllegalArgumentException("No such class: " + line));
            text.append(marked, at, open);
            labels.add(new Span(personalData, text.length(), text.length() + close - name - 1));
            text.append(marked, name + 1, close);
            at = close + 1;
        }
        return new LabelledText(
                line.substring(0, colon), text.append(marked.substring(at)).toString(), labels);
    }

    /** Whether it is of the half on which figures are reported; rules are tuned on the other. By the text's own hash. */
    public boolean isHeldOut() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return (hash[0] & 1) == 0;
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
