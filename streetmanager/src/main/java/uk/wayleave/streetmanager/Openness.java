package uk.wayleave.streetmanager;

/**
 * Whether what a field holds is published in the open data events too. It says so of the field alone: inside something
 * closed nothing is open. A value is open only from the moment its event is published.
 */
public enum Openness {
    OPEN,
    /** In today's feed, but not in what DfT documents of it. */
    OPEN_IN_NEWER_FEED,
    /** In no open event, or not known to be in one. */
    CLOSED;

    public boolean isOpen() {
        return this != CLOSED;
    }
}
