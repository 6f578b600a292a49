package uk.wayleave.messages.sns;

import java.net.URI;

/** Whether an envelope was signed by who may send it. */
public sealed interface Proof {
    /**
     * It was, exactly as it is.
     *
     * @param certificate where the one is that it was signed with
     */
    record Proven(URI certificate) implements Proof {}

    /** It was not; why, in a sentence. */
    record Untrue(String why) implements Proof {}

    /** It cannot be told just now, and should be sent again; why, in a sentence. */
    record NotNow(String why) implements Proof {}
}
