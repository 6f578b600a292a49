package uk.wayleave.messages.sns;

/** What became of saying that we want what a topic sends. */
public sealed interface Confirmation {
    record Confirmed() implements Confirmation {}

    /** The address to say it at is none of the sender's for this topic. */
    record Untrue() implements Confirmation {}

    /** It was not taken, and may be tried again when it is sent again; why, in a sentence. */
    record NotNow(String why) implements Confirmation {}
}
