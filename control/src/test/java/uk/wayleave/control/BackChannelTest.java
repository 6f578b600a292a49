package uk.wayleave.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.ciba.AuthRequestID;
import com.nimbusds.oauth2.sdk.ciba.CIBAGrant;
import com.nimbusds.oauth2.sdk.ciba.CIBARequest;
import com.nimbusds.oauth2.sdk.ciba.CIBAResponse;
import com.nimbusds.oauth2.sdk.dpop.DefaultDPoPProofFactory;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.token.AccessTokenType;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import uk.wayleave.control.http.Role;
import uk.wayleave.register.token.Confirmation;

/** A product asks a person at another screen and waits, by an OAuth client library that nobody here wrote (Nimbus). */
class BackChannelTest {
    private static final Town TOWN = new Town();
    private static final String AGREEMENT = TOWN.active(TOWN.water);
    private static final ClientAuthentication PRODUCT = client();
    private static final String PERSON = "c9101-requester";
    private static final Client REQUESTER = TOWN.water.as(Role.REQUESTER);
    private static final URI ASK = URI.create(TOWN.plane.baseUrl() + "/oauth/bc-authorize");
    private static final URI TOKEN = URI.create(TOWN.plane.baseUrl() + "/oauth/token");

    @AfterAll
    static void close() {
        TOWN.close();
    }

    private static ClientAuthentication client() {
        Answer credential = TOWN.credential(AGREEMENT);
        return new ClientSecretBasic(
                new ClientID(credential.text("/credential/client_id")), new Secret(credential.text("/client_secret")));
    }

    private static CIBAResponse ask(ClientAuthentication client, String hint, Optional<String> thumbprint)
            throws Exception {
        String details = JsonMapper.shared().writeValueAsString(List.of(TOWN.details()));
        var request = new CIBARequest.Builder(client, new Scope("openid"))
                .endpointURI(ASK)
                .loginHint(hint)
                .customParameter("authorization_details", details);
        thumbprint.ifPresent(key -> request.customParameter("dpop_jkt", key));
        return CIBAResponse.parse(request.build().toHTTPRequest().send());
    }

    private static AuthRequestID asked() throws Exception {
        CIBAResponse response = ask(PRODUCT, PERSON, Optional.empty());
        assertThat(response.indicatesSuccess())
                .as(() -> response.toErrorResponse().toString())
                .isTrue();
        return response.toRequestAcknowledgement().getAuthRequestID();
    }

    private static TokenResponse look(ClientAuthentication client, AuthRequestID id) throws Exception {
        return TokenResponse.parse(new TokenRequest.Builder(TOKEN, client, new CIBAGrant(id))
                .build()
                .toHTTPRequest()
                .send());
    }

    private static String error(TokenResponse response) {
        ErrorObject error = response.toErrorResponse().getErrorObject();
        return error.getCode();
    }

    /** The one request that waits for the person. */
    private static String waiting() {
        return REQUESTER
                .get("/api/instruction-requests")
                .json()
                .at("/items/0/id")
                .asString();
    }

    private static Answer answer(String how) {
        return REQUESTER.post("/api/instruction-requests/" + waiting() + "/" + how);
    }

    @Test
    void givesATokenOnceThePersonHasApproved() throws Exception {
        AuthRequestID id = asked();
        assertThat(error(look(PRODUCT, id))).isEqualTo("authorization_pending");
        assertThat(error(look(PRODUCT, id))).isEqualTo("slow_down");
        assertThat(answer("approve").status()).isEqualTo(200);

        TokenResponse response = look(PRODUCT, id);

        assertThat(response.indicatesSuccess()).isTrue();
        String token = response.toSuccessResponse().getTokens().getAccessToken().getValue();
        var bound = TOWN.register.snapshots().read(token).orElseThrow().token();
        assertThat(TOWN.register
                        .instructions()
                        .find(
                                TOWN.register
                                        .snapshots()
                                        .read(token)
                                        .orElseThrow()
                                        .controller(),
                                bound.instruction().orElseThrow())
                        .orElseThrow()
                        .proof())
                .hasToString("L3");
    }

    @Test
    void isTakenOnceAndASecondTimeEndsWhatTheFirstGave() throws Exception {
        AuthRequestID id = asked();
        answer("approve");
        String token = look(PRODUCT, id)
                .toSuccessResponse()
                .getTokens()
                .getAccessToken()
                .getValue();

        assertThat(error(look(PRODUCT, id))).isEqualTo("invalid_grant");
        assertThat(TOWN.register.snapshots().read(token).orElseThrow().token().revoked())
                .isTrue();
    }

    @Test
    void saysThatThePersonDeclined() throws Exception {
        AuthRequestID id = asked();
        answer("decline");

        assertThat(error(look(PRODUCT, id))).isEqualTo("access_denied");
    }

    @Test
    void isOverWhenNobodyAnswers() throws Exception {
        AuthRequestID id = asked();
        TOWN.clock.move(Duration.ofMinutes(11));

        assertThat(error(look(PRODUCT, id))).isEqualTo("expired_token");
    }

    @Test
    void isNothingToAnotherClient() throws Exception {
        AuthRequestID id = asked();
        answer("approve");

        assertThat(error(look(client(), id))).isEqualTo("invalid_grant");
        assertThat(look(PRODUCT, id).indicatesSuccess()).isTrue();
    }

    @Test
    void knowsOnlyPersonsWhoMayInstruct() throws Exception {
        for (String hint : List.of("nobody", "c9101-auditor", "c9102-requester"))
            assertThat(ask(PRODUCT, hint, Optional.empty())
                            .toErrorResponse()
                            .getErrorObject()
                            .getCode())
                    .as(hint)
                    .isEqualTo("unknown_user_id");
    }

    @Test
    void givesTheTokenToTheKeyThatAskedAndToNoOther() throws Exception {
        ECKey key = new ECKeyGenerator(Curve.P_256).generate();
        AuthRequestID id = ask(
                        PRODUCT, PERSON, Optional.of(key.computeThumbprint().toString()))
                .toRequestAcknowledgement()
                .getAuthRequestID();
        answer("approve");
        HTTPRequest request = new TokenRequest.Builder(TOKEN, PRODUCT, new CIBAGrant(id))
                .build()
                .toHTTPRequest();
        request.setDPoP(new DefaultDPoPProofFactory(key, JWSAlgorithm.ES256).createDPoPJWT("POST", TOKEN));

        TokenResponse response = TokenResponse.parse(request.send());

        var token = response.toSuccessResponse().getTokens().getAccessToken();
        assertThat(token.getType()).isEqualTo(AccessTokenType.DPOP);
        assertThat(TOWN.register
                        .snapshots()
                        .read(token.getValue())
                        .orElseThrow()
                        .token()
                        .confirmation())
                .contains(new Confirmation.OfKey(key.computeThumbprint().toString()));
        // On the control plane's API no proof is read, so there it is nobody's.
        assertThat(TOWN.nobody.as(token.getValue()).get("/api/instructions").status())
                .isEqualTo(401);
    }

    @Test
    void refusesWordsOfTheProductsOwn() throws Exception {
        var request = new CIBARequest.Builder(PRODUCT, new Scope("openid"))
                .endpointURI(ASK)
                .loginHint(PERSON)
                .bindingMessage("Press approve, quickly")
                .customParameter(
                        "authorization_details", JsonMapper.shared().writeValueAsString(List.of(TOWN.details())))
                .build();

        assertThat(CIBAResponse.parse(request.toHTTPRequest().send())
                        .toErrorResponse()
                        .getErrorObject()
                        .getCode())
                .isEqualTo("invalid_binding_message");
    }
}
