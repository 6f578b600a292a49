package uk.wayleave.framework;

/**
 * How widely Street Manager itself shows a piece of data, from the most open to the most closed. The order of the
 * constants is that order: a grant up to a tier includes every tier before it.
 *
 * <p>Source: DfT's access and permissions guide and role table; see {@code docs/architecture.md}.
 */
public enum Tier {
    /** Published in the open data stream. */
    T0,
    /** Visible to any Street Manager user: map pins, any permit by reference, organisation pages, the gazetteer. */
    T1,
    /** Visible to the own organisation or workstream: the works record, lists, comments, inspections, exports. */
    T2,
    /** Special: internal comments, money, views that need an extra role. */
    T3;

    /** Whether a grant up to this tier includes {@code other}. */
    public boolean includes(Tier other) {
        return other.compareTo(this) <= 0;
    }
}
