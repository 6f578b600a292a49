package uk.wayleave.framework.field;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import uk.wayleave.framework.Purpose;

/**
 * What one purpose needs: a rule for every class of field in every kind of record.
 *
 * @param version of the profiles it belongs to; it changes whenever any of them does
 */
public record FieldProfile(int version, Purpose purpose, Map<Whose, Map<DataClass, FieldRule>> rules) {
    /** @throws IllegalArgumentException if a class of field has no rule somewhere, or what is never released would be */
    public FieldProfile {
        Map<Whose, Map<DataClass, FieldRule>> copy = new EnumMap<>(Whose.class);
        for (Whose whose : Whose.values()) {
            Map<DataClass, FieldRule> column = new EnumMap<>(DataClass.class);
            column.putAll(rules.getOrDefault(whose, Map.of()));
            if (column.size() != DataClass.values().length) {
                throw new IllegalArgumentException("A profile says of every class of field what happens to it.");
            }
            column.forEach((one, rule) -> {
                if (one.isNeverReleased() && rule != FieldRule.WITHHOLD) {
                    throw new IllegalArgumentException("No profile shows what is never released: " + one + ".");
                }
            });
            copy.put(whose, Collections.unmodifiableMap(column));
        }
        rules = Collections.unmodifiableMap(copy);
    }

    /** What happens where a purpose is served that no profile describes: nothing but what is plainly needed. */
    public static FieldProfile strictest(Purpose purpose) {
        Map<Whose, Map<DataClass, FieldRule>> rules = new EnumMap<>(Whose.class);
        for (Whose whose : Whose.values()) {
            Map<DataClass, FieldRule> column = new EnumMap<>(DataClass.class);
            for (DataClass one : DataClass.values()) {
                column.put(one, strictest(one, whose));
            }
            rules.put(whose, column);
        }
        return new FieldProfile(0, purpose, rules);
    }

    private static FieldRule strictest(DataClass one, Whose whose) {
        return switch (one) {
            case OPEN -> FieldRule.RELEASE;
            case IDENTIFIER, CLOSED -> whose == Whose.ANOTHERS ? FieldRule.WITHHOLD : FieldRule.RELEASE;
            case PERSON_NAME, EMAIL, TELEPHONE, CONTACT, USER_ID, FREE_TEXT, ADDRESS -> FieldRule.MASK;
            case DOCUMENT, MONEY, CREDENTIAL, UNCLASSIFIED -> FieldRule.WITHHOLD;
        };
    }

    public FieldRule rule(DataClass of, Whose whose) {
        return rules.getOrDefault(whose, Map.of()).getOrDefault(of, FieldRule.WITHHOLD);
    }
}
