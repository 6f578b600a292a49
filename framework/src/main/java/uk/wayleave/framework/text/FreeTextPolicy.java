package uk.wayleave.framework.text;

import java.util.Map;

/**
 * What an agreement says of personal data in free text that goes out (framework B5).
 *
 * @param otherwise what happens in every field that is not named; it does not reach fields that become public at once
 * @param fields what happens in one field, by its name in Street Manager's API, as in {@code work_location_description}
 * @param override whether the requester may have a call go on in spite of a finding, with a reason; never where the text
 *     becomes public at once, for what is published cannot be called back
 */
public record FreeTextPolicy(TextTreatment otherwise, Map<String, TextTreatment> fields, boolean override) {
    private static final FreeTextPolicy STRICTEST = new FreeTextPolicy(TextTreatment.REFUSE, Map.of(), false);

    public FreeTextPolicy {
        fields = Map.copyOf(fields);
    }

    /** Refuses in every field, whatever the requester says: where an agreement says nothing. */
    public static FreeTextPolicy strictest() {
        return STRICTEST;
    }

    /** @param published whether a text in this field becomes open data at once */
    public TextTreatment of(String field, boolean published) {
        return fields.getOrDefault(field, published ? TextTreatment.REFUSE : otherwise);
    }

    /** @param published whether a text in this field becomes open data at once */
    public boolean permitsOverride(boolean published) {
        return override && !published;
    }
}
