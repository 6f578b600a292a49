package uk.wayleave.framework.field;

import java.util.Set;

/**
 * What an agreement opens beyond what its purposes have anyway.
 *
 * @param classes personal classes and files; each counts only for purposes whose profile may need it
 * @param closedOfOthers whether an instruction may ask for the closed fields of other organisations' records that every
 *     Street Manager user sees
 */
public record FieldGrants(Set<DataClass> classes, boolean closedOfOthers) {
    private static final FieldGrants NONE = new FieldGrants(Set.of(), false);

    /** @throws IllegalArgumentException if one of the classes is not for an agreement to grant */
    public FieldGrants {
        classes = Set.copyOf(classes);
        for (DataClass one : classes) {
            if (!one.isGrantable()) {
                throw new IllegalArgumentException("An agreement grants personal classes and files; not " + one + ".");
            }
        }
    }

    public static FieldGrants none() {
        return NONE;
    }

    public boolean include(DataClass one) {
        return classes.contains(one);
    }
}
