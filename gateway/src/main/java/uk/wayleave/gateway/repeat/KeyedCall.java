package uk.wayleave.gateway.repeat;

import java.util.Optional;
import uk.wayleave.evidence.Fingerprint;
import uk.wayleave.register.repeat.Earlier;
import uk.wayleave.register.repeat.RepeatKey;

/** A write that its caller named by a key, and what is known of that key. Belongs to the thread of its call. */
public final class KeyedCall {
    /** What is told of a call that created nothing, or nothing that we know of. */
    static final String NOTHING = "{}";

    private final RepeatKey key;
    private final Fingerprint request;
    private final Optional<Earlier> earlier;
    private boolean taken;
    private String created = NOTHING;

    /**
     * @param request digest of what it asks for
     * @param earlier the call that came with the key first
     */
    KeyedCall(RepeatKey key, Fingerprint request, Optional<Earlier> earlier) {
        this.key = key;
        this.request = request;
        this.earlier = earlier;
    }

    RepeatKey key() {
        return key;
    }

    Fingerprint request() {
        return request;
    }

    Optional<Earlier> earlier() {
        return earlier;
    }

    /** The call that this one repeats: the same key, and the same asked for. */
    public Optional<Earlier> repeated() {
        return earlier.filter(first -> first.request().matches(request));
    }

    boolean isTaken() {
        return taken;
    }

    void take() {
        taken = true;
    }

    String created() {
        return created;
    }

    void created(String references) {
        created = references;
    }
}
