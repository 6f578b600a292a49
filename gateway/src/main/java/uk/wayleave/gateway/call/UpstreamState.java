package uk.wayleave.gateway.call;

import java.util.Locale;

/** What is known of a call at Street Manager, so that nobody repeats a statutory notice blindly. */
public enum UpstreamState {
    NOT_SENT,
    /** Street Manager carried it out. */
    DONE,
    /** Street Manager said no. */
    REJECTED,
    /** It may have been carried out. */
    UNKNOWN;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
