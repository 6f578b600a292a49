package uk.wayleave.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.AuthorizationGrant;
import com.nimbusds.oauth2.sdk.JWTBearerGrant;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.token.TokenTypeURI;
import com.nimbusds.oauth2.sdk.token.TypelessAccessToken;
import com.nimbusds.oauth2.sdk.tokenexchange.TokenExchangeGrant;
import java.net.URI;
import java.time.Duration;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import uk.wayleave.control.http.Role;

/**
 * Proof L2: the Controller's own system signs an instruction, or its user's token is exchanged; brought by an OAuth client
 * library that nobody here wrote (Nimbus).
 */
class SystemInstructionsTest {
    private static final Town TOWN = new Town();
    private static final String AGREEMENT = TOWN.active(TOWN.water);
    private static final ClientAuthentication PRODUCT = client(AGREEMENT);
    private static final String WORKS = "https://works.water.example";
    private static final String LOGIN = "https://login.water.example";
    private static final ECKey KEY = key();
    private static final ECKey OTHER = key();
    private static final URI TOKEN = URI.create(TOWN.plane.baseUrl() + "/oauth/token");
    private static final String TYPE = "wayleave-instruction+jwt";
    private static final String PERSON = "c9101-requester";

    @BeforeAll
    static void trust() {
        assertThat(register(WORKS, "instructions", KEY).status()).isEqualTo(201);
        assertThat(register(LOGIN, "users", KEY).status()).isEqualTo(201);
    }

    @AfterAll
    static void close() {
        TOWN.close();
    }

    private static Answer register(String issuer, String serves, ECKey key) {
        return TOWN.water
                .as(Role.CONTROLLER_ADMINISTRATOR)
                .post(
                        TOWN.water.path() + "/trusted-issuers",
                        Map.of(
                                "issuer", issuer,
                                "serves", serves,
                                "keys", List.of(key.toPublicJWK().toJSONObject())));
    }

    private static ECKey key() {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID("of-works").generate();
        } catch (com.nimbusds.jose.JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ClientAuthentication client(String agreement) {
        Answer credential = TOWN.credential(agreement);
        return new ClientSecretBasic(
                new ClientID(credential.text("/credential/client_id")), new Secret(credential.text("/client_secret")));
    }

    private static SignedJWT signed(String issuer, String type, ECKey key, Consumer<JWTClaimsSet.Builder> changes)
            throws Exception {
        var claims = new JWTClaimsSet.Builder()
                .issuer(issuer)
                .subject(PERSON)
                .audience(TOWN.plane.baseUrl().toString())
                .jwtID(UUID.randomUUID().toString())
                .issueTime(Date.from(TOWN.clock.instant()))
                .expirationTime(Date.from(TOWN.clock.instant().plus(Duration.ofMinutes(5))))
                .claim("client_id", PRODUCT.getClientID().getValue())
                .claim("authorization_details", List.of(TOWN.details()));
        changes.accept(claims);
        var jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256)
                        .type(new JOSEObjectType(type))
                        .keyID(key.getKeyID())
                        .build(),
                claims.build());
        jwt.sign(new ECDSASigner(key));
        return jwt;
    }

    private static SignedJWT instruction(Consumer<JWTClaimsSet.Builder> changes) throws Exception {
        return signed(WORKS, TYPE, KEY, changes);
    }

    private static TokenResponse bring(ClientAuthentication client, SignedJWT jwt) throws Exception {
        return send(client, new JWTBearerGrant(jwt), Map.of());
    }

    private static TokenResponse send(ClientAuthentication client, AuthorizationGrant grant, Map<String, String> more)
            throws Exception {
        var request = new TokenRequest.Builder(TOKEN, client, grant);
        more.forEach(request::customParameter);
        return TokenResponse.parse(request.build().toHTTPRequest().send());
    }

    private static TokenResponse exchange(SignedJWT token, Map<String, Object> details) throws Exception {
        return send(
                PRODUCT,
                new TokenExchangeGrant(new TypelessAccessToken(token.serialize()), TokenTypeURI.JWT),
                Map.of("authorization_details", JsonMapper.shared().writeValueAsString(List.of(details))));
    }

    private static SignedJWT ofUser(Consumer<JWTClaimsSet.Builder> changes) throws Exception {
        return signed(LOGIN, "at+jwt", KEY, changes);
    }

    private static String proofOf(TokenResponse response) {
        String token = response.toSuccessResponse().getTokens().getAccessToken().getValue();
        var snapshot = TOWN.register.snapshots().read(token).orElseThrow();
        var instruction = TOWN.register
                .instructions()
                .find(snapshot.controller(), snapshot.token().instruction().orElseThrow())
                .orElseThrow();
        return instruction.proof() + " of " + instruction.persons().getFirst().identifier();
    }

    private static void assertRefused(TokenResponse response, String why) {
        assertThat(response.indicatesSuccess()).isFalse();
        assertThat(response.toErrorResponse().getErrorObject().getCode()).isEqualTo("invalid_grant");
        assertThat(response.toErrorResponse().getErrorObject().getDescription()).contains(why);
    }

    @Test
    void aSignedInstructionGivesATokenBoundToIt() throws Exception {
        assertThat(proofOf(bring(PRODUCT, instruction(claims -> {})))).isEqualTo("L2 of " + PERSON);
    }

    @Test
    void aSignedInstructionCountsOnce() throws Exception {
        SignedJWT jwt = instruction(claims -> {});
        assertThat(bring(PRODUCT, jwt).indicatesSuccess()).isTrue();

        assertRefused(bring(PRODUCT, jwt), "used already");
    }

    @Test
    void aSignedInstructionIsForOneProduct() throws Exception {
        assertRefused(bring(client(AGREEMENT), instruction(claims -> {})), "client_id");
    }

    @Test
    void refusesSignaturesOfOthers() throws Exception {
        assertRefused(bring(PRODUCT, signed(WORKS, TYPE, OTHER, claims -> {})), "registered key");
        assertRefused(bring(PRODUCT, signed("https://other.example", TYPE, KEY, claims -> {})), "iss");
        assertRefused(bring(PRODUCT, signed(LOGIN, TYPE, KEY, claims -> {})), "iss");
        // A system of water's signs nothing for the council.
        assertRefused(bring(client(TOWN.active(TOWN.council)), instruction(claims -> {})), "iss");
    }

    @Test
    void refusesAKeyThatTheSignatureBringsAndASecretMadeOfThePublicOne() throws Exception {
        SignedJWT good = instruction(claims -> {});
        var brings = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256)
                        .type(new JOSEObjectType(TYPE))
                        .jwk(OTHER.toPublicJWK())
                        .build(),
                good.getJWTClaimsSet());
        brings.sign(new ECDSASigner(OTHER));
        var secret = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256)
                        .type(new JOSEObjectType(TYPE))
                        .keyID(KEY.getKeyID())
                        .build(),
                good.getJWTClaimsSet());
        secret.sign(new MACSigner(KEY.toPublicJWK().toJSONString().getBytes(java.nio.charset.StandardCharsets.UTF_8)));

        assertRefused(bring(PRODUCT, brings), "registered key");
        assertRefused(bring(PRODUCT, secret), "registered key");
    }

    @Test
    void refusesWhatIsNotMeantForThisOrNotNow() throws Exception {
        assertRefused(bring(PRODUCT, signed(WORKS, "JWT", KEY, claims -> {})), "typ");
        assertRefused(bring(PRODUCT, instruction(claims -> claims.audience("https://elsewhere.example"))), "aud");
        assertRefused(
                bring(
                        PRODUCT,
                        instruction(claims -> claims.expirationTime(
                                Date.from(TOWN.clock.instant().minus(Duration.ofMinutes(2)))))),
                "expired");
        assertRefused(
                bring(
                        PRODUCT,
                        instruction(claims -> claims.expirationTime(
                                Date.from(TOWN.clock.instant().plus(Duration.ofHours(2)))))),
                "10 minutes");
        assertRefused(bring(PRODUCT, instruction(claims -> claims.jwtID(null))), "jti");
        assertRefused(bring(PRODUCT, instruction(claims -> claims.subject("c9101-auditor"))), "nobody");
    }

    @Test
    void refusesWhatTheAgreementDoesNotGrant() throws Exception {
        Map<String, Object> more = new HashMap<>(TOWN.details());
        more.put("tier", "T3");

        assertRefused(
                bring(PRODUCT, instruction(claims -> claims.claim("authorization_details", List.of(more)))), "tier");
    }

    @Test
    void refusesAnIssuerThatIsTrustedNoMore() throws Exception {
        String gone = "https://gone.water.example";
        String id = register(gone, "instructions", KEY).text("/id");
        assertThat(bring(PRODUCT, signed(gone, TYPE, KEY, claims -> {})).indicatesSuccess())
                .isTrue();
        TOWN.water.as(Role.CONTROLLER_ADMINISTRATOR).delete(TOWN.water.path() + "/trusted-issuers/" + id);

        assertRefused(bring(PRODUCT, signed(gone, TYPE, KEY, claims -> {})), "iss");
    }

    @Test
    void exchangesAUsersTokenAndKeepsWhoActed() throws Exception {
        TokenResponse response =
                exchange(ofUser(claims -> claims.claim("act", Map.of("sub", "permit-portal"))), TOWN.details());

        assertThat(proofOf(response)).isEqualTo("L2 of " + PERSON);
        var answer = response.toSuccessResponse().toJSONObject();
        assertThat(answer.get("issued_token_type")).isEqualTo("urn:ietf:params:oauth:token-type:access_token");
        assertThat(answer.get("act"))
                .isEqualTo(Map.of("sub", PRODUCT.getClientID().getValue(), "act", Map.of("sub", "permit-portal")));
    }

    @Test
    void exchangesNoTokenThatSaysAnotherMayAct() throws Exception {
        assertRefused(
                exchange(ofUser(claims -> claims.claim("may_act", Map.of("sub", "somebody-else"))), TOWN.details()),
                "may_act");
    }

    @Test
    void exchangesNoTokenOfAnotherAudienceOrUse() throws Exception {
        assertRefused(exchange(ofUser(claims -> claims.audience("https://elsewhere.example")), TOWN.details()), "aud");
        assertRefused(exchange(instruction(claims -> {}), TOWN.details()), "iss");
    }

    @Test
    void exchangesNoUsersTokenForAStandingInstruction() throws Exception {
        Map<String, Object> standing = new HashMap<>(TOWN.details());
        standing.put("kind", "standing");

        assertThat(exchange(ofUser(claims -> {}), standing)
                        .toErrorResponse()
                        .getErrorObject()
                        .getCode())
                .isEqualTo("invalid_authorization_details");
    }

    @Test
    void takesNoPrivateKeys() {
        Map<String, Object> body = Map.of(
                "issuer", "https://careless.example", "serves", "instructions", "keys", List.of(KEY.toJSONObject()));

        Answer answer = TOWN.water.as(Role.CONTROLLER_ADMINISTRATOR).post(TOWN.water.path() + "/trusted-issuers", body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body())
                .contains("/keys/0/d")
                .doesNotContain(KEY.getD().toString());
    }
}
