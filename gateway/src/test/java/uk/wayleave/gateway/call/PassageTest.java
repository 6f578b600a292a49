package uk.wayleave.gateway.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PassageTest {
    private static Passage passage() {
        return new Passage(new Incoming(
                UUID.randomUUID(),
                Instant.EPOCH,
                "GET",
                "v6",
                "work",
                List.of(),
                List.of(),
                new Incoming.CallHeaders(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()),
                new NoBody()));
    }

    private record NoBody() implements RequestBody {
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

    @Test
    void aPartThatFailsLeavesNoneOfTheOthersOpenAndTheCallerWithItsAnswer() {
        List<String> ended = new ArrayList<>();
        try (Passage passage = passage()) {
            passage.atEnd(() -> ended.add("first"));
            passage.atEnd(() -> {
                throw new IllegalStateException("This one fails.");
            });
            passage.atEnd(() -> ended.add("last"));
        }
        assertThat(ended).containsExactly("first", "last");
    }
}
