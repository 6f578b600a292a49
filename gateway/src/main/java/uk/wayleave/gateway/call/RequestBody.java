package uk.wayleave.gateway.call;

/** The body of a request, read only when a step asks for it. */
public interface RequestBody {
    /** Whether there is none. */
    boolean isEmpty();

    /** Reads it, once. */
    Reading read();

    /** What became of reading it. */
    sealed interface Reading {
        record Whole(byte[] bytes) implements Reading {}

        /** It is longer than we take. */
        record TooLong(long limit) implements Reading {}

        /** The caller went away or broke HTTP. */
        record Broken() implements Reading {}
    }
}
