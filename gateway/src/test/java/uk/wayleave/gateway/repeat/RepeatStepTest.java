package uk.wayleave.gateway.repeat;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.InputStream;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import uk.wayleave.evidence.FingerprintKey;
import uk.wayleave.framework.ProductId;
import uk.wayleave.gateway.World;
import uk.wayleave.gateway.call.Incoming;
import uk.wayleave.gateway.call.Passage;
import uk.wayleave.gateway.call.Reply;
import uk.wayleave.gateway.call.RequestBody;
import uk.wayleave.gateway.call.UpstreamState;
import uk.wayleave.gateway.forward.SpoolSettings;
import uk.wayleave.gateway.release.Fingerprints;
import uk.wayleave.register.repeat.RepeatKey;

class RepeatStepTest {
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

    private static Incoming incoming() {
        return new Incoming(
                UUID.randomUUID(),
                Instant.EPOCH,
                "POST",
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
                new NoBody());
    }

    /** The write is carried out and its reply made: nothing that fails afterwards may take that from the caller. */
    @Test
    void whateverFailsWhenACallIsSettledTheReplyGoesOut() {
        try (World world = World.before(URI.create("http://127.0.0.1:9"), World.Options.usual());
                Passage passage = new Passage(incoming())) {
            FingerprintKey digests = world.fingerprintKey(world.water);
            KeyedCall keyed = new KeyedCall(
                    new RepeatKey(world.water.id(), new ProductId(UUID.randomUUID()), digests.of(new byte[] {1})),
                    digests.of(new byte[] {2}),
                    Optional.empty());
            keyed.take();
            passage.isKeyed(keyed);
            passage.upstreamIs(UpstreamState.DONE);
            RepeatStep step =
                    new RepeatStep(world.register.repeats(), new Fingerprints(_ -> digests), SpoolSettings.defaults());
            Reply reply =
                    new Reply(201, List.of(new Reply.Header("Wayleave-Receipt", "no-uuid")), new Reply.Content.None());

            assertThatCode(() -> step.settle(passage, reply)).doesNotThrowAnyException();
        }
    }
}
