package uk.wayleave.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.oauth2.sdk.dpop.DefaultDPoPProofFactory;
import com.nimbusds.oauth2.sdk.id.JWTID;
import com.nimbusds.oauth2.sdk.token.DPoPAccessToken;
import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import uk.wayleave.framework.InstructionId;
import uk.wayleave.register.token.Confirmation;
import uk.wayleave.register.token.Tokens;

/** A token bound to a key is good with a fresh proof of that key for this call, and with nothing else (RFC 9449). */
class BoundTokenTest {
    private static final ECKey KEY = key();
    private static Proving proving;
    private static String token;

    @BeforeAll
    static void start() throws JOSEException {
        proving = Proving.with(options -> options);
        proving.upstream.says(200, Proving.permit());
        token = bound(KEY.computeThumbprint().toString());
    }

    @AfterAll
    static void stop() {
        proving.close();
    }

    private static ECKey key() {
        try {
            return new ECKeyGenerator(Curve.P_256).generate();
        } catch (JOSEException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static String bound(String thumbprint) {
        World.Party water = proving.world.water;
        return ((Tokens.Issue.Issued) proving.world
                        .register
                        .tokens()
                        .issue(
                                water.clientId(),
                                water.secret(),
                                Optional.of(proving.world.instructed(water)),
                                Optional.empty(),
                                Optional.of(new Confirmation.OfKey(thumbprint))))
                .accessToken();
    }

    private static URI address(String path) {
        return proving.world.http.address(path);
    }

    private static String proof(ECKey key, String method, URI target, Instant at, String of) throws JOSEException {
        return new DefaultDPoPProofFactory(key, JWSAlgorithm.ES256)
                .createDPoPJWT(new JWTID(), method, target, Date.from(at), new DPoPAccessToken(of), null)
                .serialize();
    }

    private static String good() throws JOSEException {
        return proof(KEY, "GET", address(Proving.READ), Instant.now(), token);
    }

    private static Http.Answer get(String... headers) {
        return proving.world.http.get(Proving.READ, token, headers);
    }

    private static void assertInvalid(String proof) {
        Http.Answer answer = get("dpop", proof);
        assertThat(answer.status()).as(answer.body()).isEqualTo(401);
        assertThat(answer.body()).contains("proof-invalid").doesNotContain(token);
    }

    @Test
    void isGoodWithAFreshProofWhateverTheHeaderItComesIn() throws JOSEException {
        int sent = proving.upstream.calls().size();

        assertThat(get("dpop", good()).status()).isEqualTo(200);
        assertThat(proving.world
                        .http
                        .get(Proving.READ, "", "authorization", "DPoP " + token, "dpop", good())
                        .status())
                .isEqualTo(200);
        assertThat(proving.upstream.calls()).hasSize(sent + 2);
    }

    @Test
    void isGoodForNothingWithoutOne() {
        Http.Answer answer = get();

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.body()).contains("proof-missing", "RFC 9449");
    }

    @Test
    void refusesAStolenTokenWithTheProofOfAnotherKey() throws JOSEException {
        assertInvalid(proof(key(), "GET", address(Proving.READ), Instant.now(), token));
    }

    @Test
    void refusesAProofThatCameBefore() throws JOSEException {
        String once = good();
        assertThat(get("dpop", once).status()).isEqualTo(200);

        assertInvalid(once);
    }

    @Test
    void refusesAProofForAnotherMethodAddressMomentOrToken() throws JOSEException {
        URI here = address(Proving.READ);
        assertInvalid(proof(KEY, "POST", here, Instant.now(), token));
        assertInvalid(proof(KEY, "GET", URI.create(here + "/history"), Instant.now(), token));
        assertInvalid(proof(KEY, "GET", URI.create("http://elsewhere.example" + here.getPath()), Instant.now(), token));
        assertInvalid(proof(KEY, "GET", here, Instant.now().minus(5, ChronoUnit.MINUTES), token));
        assertInvalid(proof(KEY, "GET", here, Instant.now().plus(5, ChronoUnit.MINUTES), token));
        assertInvalid(proof(
                KEY, "GET", here, Instant.now(), bound(KEY.computeThumbprint().toString())));
        assertInvalid("not.a.proof");
    }

    @Test
    void refusesAnInstructionOfAKeyWithATokenThatIsNotBoundToItHoweverItIsCited() throws JOSEException {
        World.Party water = proving.world.water;
        InstructionId keyed =
                proving.world.approvedForKey(water, KEY.computeThumbprint().toString());
        String unbound = proving.world.token(water, Optional.empty());
        int sent = proving.upstream.calls().size();

        Http.Answer cited = proving.world.http.get(Proving.READ, unbound, "Wayleave-Instruction", keyed.toString());
        assertThat(cited.status()).isEqualTo(403);
        assertThat(cited.clauses()).contains("A1");
        assertThat(proving.upstream.calls()).hasSize(sent);
    }

    @Test
    void takesAProofForTheAddressThatAProxyBeforeUsHas() throws JOSEException {
        URI here = address(Proving.READ);
        URI secured = URI.create("https" + here.toString().substring("http".length()));

        assertThat(get("dpop", proof(KEY, "GET", secured, Instant.now(), token)).status())
                .isEqualTo(200);
    }
}
