package uk.wayleave.gateway.decision;

/**
 * Whether files themselves may be handed over under what a call was judged by. They are off unless granted: what is in a
 * file no field profile masks.
 */
@FunctionalInterface
public interface FileGrant {
    boolean isGiven(Judged judged);

    /** What holds as long as nothing grants files. */
    static FileGrant never() {
        return _ -> false;
    }
}
