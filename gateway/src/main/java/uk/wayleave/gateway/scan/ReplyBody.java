package uk.wayleave.gateway.scan;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import uk.wayleave.gateway.call.Reply;
import uk.wayleave.gateway.forward.Spool;

/** The bytes of a reply that stays within this process. */
final class ReplyBody {
    private ReplyBody() {}

    /** Empty where something was revoked while they came: then none of them counts. */
    static Optional<byte[]> of(Reply reply) {
        return switch (reply.content()) {
            case Reply.Content.None _ -> Optional.empty();
            case Reply.Content.Whole(String _, byte[] bytes) -> Optional.of(bytes);
            case Reply.Content.Segments(String _, Spool spool, int segment, Reply.Gate gate) ->
                released(spool, segment, gate);
        };
    }

    private static Optional<byte[]> released(Spool spool, int segment, Reply.Gate gate) {
        try (spool;
                InputStream in = spool.openStream()) {
            // The first one is recorded with the answer itself.
            for (long from = segment; from < spool.size(); from += segment) {
                if (!gate.open(from, Math.min(segment, spool.size() - from))) {
                    return Optional.empty();
                }
            }
            return Optional.of(in.readAllBytes());
        } catch (IOException lost) {
            return Optional.empty();
        }
    }
}
