package uk.wayleave.gateway.repeat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.TreeMap;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import uk.wayleave.evidence.Fingerprint;
import uk.wayleave.evidence.FingerprintKey;
import uk.wayleave.gateway.call.Incoming;
import uk.wayleave.gateway.call.QueryParameter;
import uk.wayleave.gateway.call.UpstreamState;
import uk.wayleave.gateway.form.Form;
import uk.wayleave.gateway.operation.Requested;
import uk.wayleave.gateway.refusal.Refusal;
import uk.wayleave.gateway.refusal.Refused;

/**
 * The keyed digest of what a call asks for: version, operation, path, query, the person it names and its body. The order of
 * members in an object is no difference; whatever else differs makes another call.
 */
public final class RequestDigest {
    private static final ObjectWriter SORTED =
            JsonMapper.shared().writer().with(JsonNodeFeature.WRITE_PROPERTIES_SORTED);

    private final FingerprintKey.Running digest;

    private RequestDigest(FingerprintKey key) {
        this.digest = key.start();
    }

    public static Fingerprint of(FingerprintKey key, Incoming incoming, Requested requested) {
        RequestDigest of = new RequestDigest(key);
        of.part("call");
        of.part(requested.operation().version().segment());
        of.part(requested.operation().id().value());
        new TreeMap<>(requested.parameters()).forEach(of::pair);
        of.part("query");
        for (QueryParameter parameter : incoming.query()) {
            of.pair(parameter.name(), parameter.value());
        }
        of.part("person");
        incoming.headers().person().ifPresent(of::part);
        of.part("body");
        requested.body().ifPresent(body -> of.part(SORTED.writeValueAsBytes(body)));
        requested.form().ifPresent(of::form);
        return of.digest.finish();
    }

    /** Its length goes before each part, so that no two calls look the same because their parts run together. */
    private void part(byte[] bytes) {
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
        digest.update(bytes, 0, bytes.length);
    }

    private void part(String text) {
        part(text.getBytes(StandardCharsets.UTF_8));
    }

    private void pair(String name, String value) {
        part(name);
        part(value);
    }

    private void form(Form form) {
        new TreeMap<>(form.fields()).forEach(this::pair);
        pair("file", form.file().name());
        byte[] buffer = new byte[8192];
        try (InputStream in = form.file().content().openStream()) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                digest.update(buffer, 0, count);
            }
        } catch (IOException lost) {
            throw new Refused(Refusal.Failed.of(
                    503, "file-lost", "The file could not be read back, so nothing was sent.", UpstreamState.NOT_SENT));
        }
    }
}
