package uk.wayleave.gateway.call;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import uk.wayleave.gateway.refusal.Refusal;
import uk.wayleave.gateway.refusal.Refused;

/** The body of a request, read only when a step asks for it, and once. */
public interface RequestBody {
    /** Whether there is none. */
    boolean isEmpty();

    /** Reads it whole. */
    Reading read();

    /**
     * Reads it as it comes; the stream fails with {@link NotRead} where it does not come as it should.
     *
     * @param limit how many bytes are taken
     */
    InputStream openStream(long limit);

    /** Of a call that has no body and comes from nobody's connection. */
    static RequestBody none() {
        return NoBody.INSTANCE;
    }

    /** See {@link #none()}. */
    enum NoBody implements RequestBody {
        INSTANCE;

        @Override
        public boolean isEmpty() {
            return true;
        }

        @Override
        public Reading read() {
            return new Reading.Whole(new byte[0]);
        }

        @Override
        public InputStream openStream(long limit) {
            return InputStream.nullInputStream();
        }
    }

    /** What became of reading it. */
    sealed interface Reading {
        record Whole(byte[] bytes) implements Reading {}

        record Not(NotRead why) implements Reading {}
    }

    /** It did not come as it should. Without a stack trace: it is the caller's doing, and no surprise. */
    final class NotRead extends IOException {
        private static final long serialVersionUID = 1L;

        private final transient Refusal.BadRequest refusal;

        private NotRead(Refusal.BadRequest refusal) {
            super(refusal.code());
            this.refusal = refusal;
        }

        @Override
        public synchronized Throwable fillInStackTrace() {
            return this;
        }

        public Refused refused() {
            return new Refused(refusal);
        }

        /** It is longer than we take. */
        public static NotRead tooLong(long limit) {
            return new NotRead(Refusal.BadRequest.of(
                    413, "body-too-long", "A body of this call is at most " + limit + " bytes long."));
        }

        /** The caller went away or broke HTTP. */
        public static NotRead broken() {
            return new NotRead(
                    new Refusal.BadRequest(400, "body-broken", "The body did not arrive whole.", Optional.empty()));
        }

        /** It drips. */
        public static NotRead tooSlow(long seconds) {
            return new NotRead(Refusal.BadRequest.of(
                    408, "body-too-slow", "A body has to arrive whole within " + seconds + " seconds."));
        }
    }
}
