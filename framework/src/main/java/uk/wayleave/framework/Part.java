package uk.wayleave.framework;

/** What is known, before anything is sent, of the Controller's part in the record a call is about. */
public enum Part {
    /** The Controller is the promoter or the highway authority of it. */
    PROVEN,
    /** It is somebody else's. */
    NONE,
    /** The answer will tell: nothing is released before it does. */
    IN_THE_ANSWER,
    /** Nobody's record, or everybody's: calculators, the gazetteer, the map. */
    NOT_NEEDED
}
