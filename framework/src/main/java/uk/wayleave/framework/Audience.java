package uk.wayleave.framework;

/** Who can see what a product shows: framework C3, C4 and B6. */
public enum Audience {
    /** The Controller's own staff. */
    CONTROLLER_STAFF,
    /** The Controller's staff and its contractors. */
    CONTROLLER_CONTRACTORS,
    /** An independently ring-fenced site or app: open data only (C4). */
    RING_FENCED,
    /** The public: open data only (C3). */
    PUBLIC
}
