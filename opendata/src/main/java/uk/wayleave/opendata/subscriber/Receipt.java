package uk.wayleave.opendata.subscriber;

/** How what SNS posted was taken. */
public sealed interface Receipt {
    /** It is durable, or there was nothing to keep. */
    record Taken() implements Receipt {}

    /** It is not what SNS posts. */
    record Malformed(String why) implements Receipt {}

    /** It is not from a topic of ours, or not proven to be. */
    record Forged(String why) implements Receipt {}

    /** SNS should try again. */
    record NotNow(String why) implements Receipt {}
}
