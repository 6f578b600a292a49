package uk.wayleave.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.AuthorizationRequest;
import com.nimbusds.oauth2.sdk.PushedAuthorizationRequest;
import com.nimbusds.oauth2.sdk.PushedAuthorizationResponse;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import uk.wayleave.control.http.Role;
import uk.wayleave.framework.PersonId;
import uk.wayleave.register.Outcome;
import uk.wayleave.register.request.InstructionRequest;

/**
 * What becomes of a code once a person has approved, asked by an OAuth client library that nobody here wrote (Nimbus). The
 * person answers in the register here; the pages have tests of their own.
 */
class ApprovedCodeTest {
    private static final Town TOWN = new Town();
    private static final String AGREEMENT = TOWN.active(TOWN.water);
    private static final ClientAuthentication PRODUCT = client();
    private static final URI REDIRECT = URI.create("https://permits.roadtide.example/back");
    private static final URI PUSH = URI.create(TOWN.plane.baseUrl() + "/oauth/par");
    private static final URI TOKEN = URI.create(TOWN.plane.baseUrl() + "/oauth/token");
    private static final PersonId PERSON = PersonId.of(TOWN.water.person(Role.REQUESTER));

    private final CodeVerifier verifier = new CodeVerifier();

    @BeforeAll
    static void redirect() {
        TOWN.roadtide
                .as(Role.INTEGRATOR_ADMINISTRATOR)
                .put(
                        TOWN.roadtide.path() + "/products/" + TOWN.product + "/redirects",
                        Map.of("redirects", List.of(REDIRECT.toString())));
    }

    @AfterAll
    static void close() {
        TOWN.close();
    }

    private static ClientAuthentication client() {
        Answer credential = TOWN.credential(AGREEMENT);
        return new ClientSecretBasic(
                new ClientID(credential.text("/credential/client_id")), new Secret(credential.text("/client_secret")));
    }

    private InstructionRequest pushed() throws Exception {
        AuthorizationRequest wanted = new AuthorizationRequest.Builder(ResponseType.CODE, PRODUCT.getClientID())
                .redirectionURI(REDIRECT)
                .codeChallenge(verifier, CodeChallengeMethod.S256)
                .customParameter(
                        "authorization_details", JsonMapper.shared().writeValueAsString(List.of(TOWN.details())))
                .build();
        PushedAuthorizationResponse response =
                PushedAuthorizationResponse.parse(new PushedAuthorizationRequest(PUSH, PRODUCT, wanted)
                        .toHTTPRequest()
                        .send());
        assertThat(response.indicatesSuccess())
                .as(() -> response.toErrorResponse().getErrorObject().getDescription())
                .isTrue();
        return TOWN.register
                .requests()
                .ofBrowser(
                        response.toSuccessResponse().getRequestURI().toString(),
                        PRODUCT.getClientID().getValue())
                .orElseThrow();
    }

    private AuthorizationCode approved() throws Exception {
        InstructionRequest request = pushed();
        return new AuthorizationCode(TOWN.register
                .requests()
                .approve(request.controller(), request.id(), PERSON)
                .orElseThrow()
                .code()
                .orElseThrow());
    }

    private TokenResponse redeem(ClientAuthentication client, AuthorizationCode code, Map<String, String> more)
            throws Exception {
        var request = new TokenRequest.Builder(TOKEN, client, new AuthorizationCodeGrant(code, REDIRECT, verifier));
        more.forEach(request::customParameter);
        return TokenResponse.parse(request.build().toHTTPRequest().send());
    }

    private static String error(TokenResponse response) {
        return response.toErrorResponse().getErrorObject().getCode();
    }

    @Test
    void aCodeThatComesAgainEndsTheTokenItGave() throws Exception {
        AuthorizationCode code = approved();
        String token = redeem(PRODUCT, code, Map.of())
                .toSuccessResponse()
                .getTokens()
                .getAccessToken()
                .getValue();
        assertThat(TOWN.nobody.as(token).get("/api/instructions").status()).isEqualTo(200);

        assertThat(error(redeem(PRODUCT, code, Map.of()))).isEqualTo("invalid_grant");
        assertThat(TOWN.nobody.as(token).get("/api/instructions").status()).isEqualTo(401);
    }

    @Test
    void aCodeIsNothingToAnotherClientAndStaysGoodForItsOwn() throws Exception {
        AuthorizationCode code = approved();

        assertThat(error(redeem(client(), code, Map.of()))).isEqualTo("invalid_grant");
        assertThat(redeem(PRODUCT, code, Map.of()).indicatesSuccess()).isTrue();
    }

    @Test
    void aCodeIsGoodForAMinute() throws Exception {
        AuthorizationCode code = approved();
        TOWN.clock.move(Duration.ofSeconds(61));

        assertThat(error(redeem(PRODUCT, code, Map.of()))).isEqualTo("invalid_grant");
    }

    @Test
    void aPushedRequestThatIsOverCannotBeApproved() throws Exception {
        InstructionRequest request = pushed();
        TOWN.clock.move(Duration.ofMinutes(11));

        assertThat(request.isWaitingAt(TOWN.clock.instant())).isFalse();
        assertThat(TOWN.register.requests().approve(request.controller(), request.id(), PERSON))
                .isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void whatThePersonApprovedCannotBeAlteredAtTheTokenEndpoint() throws Exception {
        AuthorizationCode code = approved();
        Map<String, Object> altered = TOWN.details();
        altered.put("uses", 5000);

        assertThat(error(redeem(
                        PRODUCT,
                        code,
                        Map.of("authorization_details", JsonMapper.shared().writeValueAsString(List.of(altered))))))
                .isEqualTo("invalid_authorization_details");
        assertThat(redeem(PRODUCT, code, Map.of()).indicatesSuccess()).isTrue();
    }
}
