package uk.wayleave.gateway.call;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import uk.wayleave.gateway.forward.Spool;

/** What goes back to the caller. */
public record Reply(int status, List<Header> headers, Content content) {
    public Reply {
        headers = List.copyOf(headers);
    }

    /** The same with one header more. */
    public Reply with(Header more) {
        List<Header> all = new ArrayList<>(headers);
        all.add(more);
        return new Reply(status, all, content);
    }

    /** The value of its first header of that name. */
    public Optional<String> header(String name) {
        return headers.stream()
                .filter(header -> header.name().equalsIgnoreCase(name))
                .map(Header::value)
                .findFirst();
    }

    public record Header(String name, String value) {}

    /** The bytes that go back. */
    public sealed interface Content {
        record None() implements Content {}

        record Whole(String type, byte[] bytes) implements Content {}

        /**
         * An answer whose first segment is recorded as released; each later one leaves only when its gate opens.
         *
         * @param segment length of a segment in bytes
         */
        record Segments(String type, Spool spool, int segment, Gate gate) implements Content {}
    }

    /** Records the release of one more segment; false when it may not leave, and the connection is to be reset. */
    @FunctionalInterface
    public interface Gate {
        boolean open(long from, long bytes);
    }
}
