package uk.wayleave.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class FingerprintTest {
    private static final byte[] SECRET = HexFormat.of().parseHex("0f".repeat(32));
    private static final UUID HERE = new UUID(1, 1);
    private static final FingerprintKey KEY = FingerprintKey.of(SECRET, HERE);

    /** HKDF (RFC 5869) done by hand with HMAC alone. */
    @Test
    void isTheHmacUnderAKeyDerivedForTheController() throws Exception {
        byte[] extracted = hmac(new byte[32], SECRET);
        byte[] info = ByteBuffer.allocate(40)
                .put("wayleave fingerprint 1 ".getBytes(UTF_8))
                .putLong(1)
                .putLong(1)
                .put((byte) 1)
                .array();
        byte[] key = hmac(extracted, info);
        byte[] body = "{\"status\":\"granted\"}".getBytes(UTF_8);
        assertThat(KEY.of(body).value())
                .isEqualTo("hmac-sha256:" + HexFormat.of().formatHex(hmac(key, body)));
    }

    @Property
    void isTheSameForABodyThatPassesInParts(@ForAll byte[] body, @ForAll int cut) {
        int at = Math.floorMod(cut, body.length + 1);
        var running = KEY.start();
        running.update(body, 0, at);
        running.update(ByteBuffer.wrap(body, at, body.length - at));
        assertThat(running.finish()).isEqualTo(KEY.of(body));
    }

    @Test
    void differsBetweenControllersAndSecrets() {
        byte[] body = {1};
        byte[] other = SECRET.clone();
        other[31]++;
        assertThat(FingerprintKey.of(SECRET, new UUID(1, 2)).of(body)).isNotEqualTo(KEY.of(body));
        assertThat(FingerprintKey.of(SECRET, new UUID(2, 1)).of(body)).isNotEqualTo(KEY.of(body));
        assertThat(FingerprintKey.of(other, HERE).of(body)).isNotEqualTo(KEY.of(body));
        assertThat(FingerprintKey.of(SECRET, HERE).of(body)).isEqualTo(KEY.of(body));
    }

    @Test
    void matchesItselfAlone() {
        assertThat(KEY.of(new byte[] {1}).matches(KEY.of(new byte[] {1}))).isTrue();
        assertThat(KEY.of(new byte[] {1}).matches(KEY.of(new byte[] {2}))).isFalse();
    }

    @Test
    void refusesWhatIsNoFingerprintAndNoSecret() {
        assertThatThrownBy(() -> new Fingerprint("sha256:00")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> FingerprintKey.of(new byte[16], HERE)).hasMessageContaining("32 bytes");
    }

    private static byte[] hmac(byte[] key, byte[] data) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(data);
    }
}
