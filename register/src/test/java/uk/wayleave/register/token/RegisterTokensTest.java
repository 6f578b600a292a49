package uk.wayleave.register.token;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.wayleave.register.World.SETUP;

import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import uk.wayleave.framework.InstructionId;
import uk.wayleave.framework.Purpose;
import uk.wayleave.framework.Standing;
import uk.wayleave.register.World;
import uk.wayleave.register.World.Side;
import uk.wayleave.register.agreement.RegisteredAgreement;
import uk.wayleave.register.credential.NewSecret;
import uk.wayleave.register.snapshot.Snapshot;

class RegisterTokensTest {
    private static final World WORLD = new World();

    private final World world = WORLD;
    private final Side side = WORLD.side();
    private final Tokens tokens = world.register.tokens();
    private final RegisteredAgreement agreement = world.active(side);
    private final NewSecret secret = world.credential(side, agreement.id());

    @AfterAll
    static void close() {
        WORLD.close();
    }

    @Test
    void issuesAnAccessTokenForAnHourAndARefreshTokenForADay() {
        var issued = world.token(secret);
        assertThat(issued.expires()).isEqualTo(world.clock.instant().plus(Duration.ofHours(1)));
        assertThat(issued.organisationReference()).contains("ORG-" + side.code());
        assertThat(issued.refreshToken())
                .hasValueSatisfying(
                        token -> assertThat(token).startsWith("wlr_").hasSize(47));
        assertThat(snapshot(issued.accessToken()).token().expires()).isEqualTo(issued.expires());
        assertThat(issued.toString()).doesNotContain(issued.accessToken());
    }

    @Test
    void provesAClientWithoutIssuingAnything() {
        var client = secret.credential().clientId();
        assertThat(world.register.tokens().isProven(client, secret.secret())).isTrue();
        assertThat(world.register.tokens().isProven(client, "wls_wrong")).isFalse();
        assertThat(world.register.tokens().isProven("wlc_nobody", secret.secret()))
                .isFalse();
        world.register
                .credentials()
                .stand(side.id(), secret.credential().id(), Standing.SUSPENDED, side.administers())
                .orElseThrow();
        assertThat(world.register.tokens().isProven(client, secret.secret())).isFalse();
    }

    @Test
    void endsOneTokenOfTheClientAndNoOther() {
        var first = world.token(secret);
        var second = world.token(secret);
        var another = world.credential(side, agreement.id());

        world.register.tokens().end(another.credential().clientId(), second.accessToken());
        world.register.tokens().end(secret.credential().clientId(), first.accessToken());
        world.register
                .tokens()
                .end(secret.credential().clientId(), first.refreshToken().orElseThrow());

        assertThat(snapshot(first.accessToken()).token().revoked()).isTrue();
        assertThat(snapshot(second.accessToken()).token().revoked()).isFalse();
        assertThat(tokens.refresh(first.refreshToken().orElseThrow())).isInstanceOf(Tokens.Issue.Denied.class);
    }

    @Test
    void givesAccessTokensTheFormThatStreetManagersClientsRead() throws ParseException {
        var issued = world.token(secret);
        var claims = SignedJWT.parse(issued.accessToken()).getJWTClaimsSet();
        assertThat(claims.getExpirationTime().toInstant()).isEqualTo(issued.expires());
        assertThat(claims.getClaims().keySet()).isEqualTo(Set.of("iat", "exp", "jti"));
        assertThat(claims.getJWTID()).hasSize(43);
    }

    @Test
    void keepsNoTokenAndNoSecret() {
        var issued = world.token(secret);
        for (String kept : new String[] {
            issued.accessToken(), issued.refreshToken().orElseThrow(), secret.secret(),
        }) {
            assertThat(world.asOwner("select count(*) from wayleave.token t where t::text like '%" + kept + "%'"))
                    .isZero();
            assertThat(world.asOwner("select count(*) from wayleave.credential c where c::text like '%" + kept + "%'"))
                    .isZero();
            assertThat(world.asOwner("select count(*) from wayleave.act a where a::text like '%" + kept + "%'"))
                    .isZero();
        }
    }

    @Test
    void deniesAnUnknownClientAndAWrongSecretAlike() {
        assertThat(issue("wlc_unknown_client", secret.secret())).isEqualTo(new Tokens.Issue.Denied());
        assertThat(issue(secret.credential().clientId(), secret.secret() + "x")).isEqualTo(new Tokens.Issue.Denied());
        assertThat(issue(secret.credential().clientId(), "")).isEqualTo(new Tokens.Issue.Denied());
    }

    @Test
    void deniesACredentialProductOrIntegratorThatIsNotActive() {
        var register = world.register;
        var id = secret.credential().id();
        String refresh = world.token(secret).refreshToken().orElseThrow();
        register.credentials().stand(side.id(), id, Standing.SUSPENDED, SETUP).orElseThrow();
        assertDenied(refresh);
        register.credentials().stand(side.id(), id, Standing.ACTIVE, SETUP).orElseThrow();
        register.products()
                .stand(world.integrator, world.product, Standing.SUSPENDED, SETUP)
                .orElseThrow();
        assertDenied(refresh);
        register.products()
                .stand(world.integrator, world.product, Standing.ACTIVE, SETUP)
                .orElseThrow();
        register.integrators()
                .stand(world.integrator, Standing.SUSPENDED, SETUP)
                .orElseThrow();
        assertDenied(refresh);
        register.integrators().stand(world.integrator, Standing.ACTIVE, SETUP).orElseThrow();
        assertThat(tokens.refresh(refresh)).isInstanceOf(Tokens.Issue.Issued.class);
    }

    @Test
    void refreshesUntilTheRefreshTokenExpires() {
        String refresh = world.token(secret).refreshToken().orElseThrow();
        world.clock.move(Duration.ofHours(23));
        assertThat(tokens.refresh(refresh)).isInstanceOfSatisfying(Tokens.Issue.Issued.class, issued -> {
            assertThat(issued.refreshToken()).isEmpty();
            assertThat(snapshot(issued.accessToken()).token().expires())
                    .isEqualTo(world.clock.instant().plus(Duration.ofHours(1)));
        });
        world.clock.move(Duration.ofHours(1));
        assertThat(tokens.refresh(refresh)).isEqualTo(new Tokens.Issue.Denied());
    }

    @Test
    void takesNoAccessTokenForARefreshTokenNorTheOtherWayRound() {
        var issued = world.token(secret);
        assertThat(tokens.refresh(issued.accessToken())).isEqualTo(new Tokens.Issue.Denied());
        String refresh = issued.refreshToken().orElseThrow();
        assertThat(world.register.snapshots().find(refresh)).isEmpty();
        assertThat(tokens.endAllOf(refresh)).isFalse();
        assertThat(tokens.refresh("wlr_never-issued")).isEqualTo(new Tokens.Issue.Denied());
    }

    @Test
    void bindsAnAccessTokenAndThoseRefreshedToTheInstructionAndPurpose() {
        InstructionId instruction = world.instruction(side, agreement.id()).id();
        var issue = tokens.issue(
                secret.credential().clientId(),
                secret.secret(),
                Optional.of(instruction),
                Optional.of(Purpose.MANAGE_OWN_PERMITS));
        assertThat(issue).isInstanceOfSatisfying(Tokens.Issue.Issued.class, issued -> {
            assertBound(issued.accessToken(), instruction);
            assertThat(tokens.refresh(issued.refreshToken().orElseThrow()))
                    .isInstanceOfSatisfying(
                            Tokens.Issue.Issued.class, again -> assertBound(again.accessToken(), instruction));
        });
    }

    @Test
    void bindsToNoInstructionThatIsNotTheProductsUnderTheAgreement() {
        var foreign =
                world.instruction(world.council, world.active(world.council).id());
        assertThat(tokens.issue(
                        secret.credential().clientId(), secret.secret(), Optional.of(foreign.id()), Optional.empty()))
                .isEqualTo(new Tokens.Issue.UnknownInstruction());
        assertThat(tokens.issue(secret.credential().clientId(), "wrong", Optional.of(foreign.id()), Optional.empty()))
                .isEqualTo(new Tokens.Issue.Denied());
    }

    @Test
    void endsEveryTokenOfTheCredentialAndNoOther() {
        var first = world.token(secret);
        var second = world.token(secret);
        NewSecret otherSecret = world.credential(side, agreement.id());
        var other = world.token(otherSecret);

        assertThat(tokens.endAllOf(first.accessToken())).isTrue();

        assertThat(snapshot(first.accessToken()).token().revoked()).isTrue();
        assertThat(snapshot(second.accessToken()).token().revoked()).isTrue();
        assertThat(tokens.refresh(second.refreshToken().orElseThrow())).isEqualTo(new Tokens.Issue.Denied());
        assertThat(snapshot(other.accessToken()).token().revoked()).isFalse();
        assertThat(tokens.endAllOf("never issued")).isFalse();
        assertThat(tokens.endAllOf(first.accessToken())).isTrue();
    }

    @Test
    void theNextCallOnThisNodeDoesNotBeginByWhatIsRememberedOfAnEndedToken() {
        for (int i = 0; i < 20; i++) {
            String token = world.token(secret).accessToken();
            assertThat(remembered(token).token().revoked()).isFalse();
            assertThat(tokens.endAllOf(token)).isTrue();
            assertThat(remembered(token).token().revoked()).isTrue();

            String other = world.token(secret).accessToken();
            assertThat(remembered(other).token().revoked()).isFalse();
            world.register.tokens().end(secret.credential().clientId(), other);
            assertThat(remembered(other).token().revoked()).isTrue();
        }
    }

    /** As a call begins: what is remembered counts. */
    private Snapshot remembered(String token) {
        return world.register.snapshots().find(token).orElseThrow();
    }

    @Test
    void losesTheOldSecretAndItsTokensWithARotation() {
        var before = world.token(secret);
        NewSecret rotated = world.register
                .credentials()
                .rotate(side.id(), secret.credential().id(), side.administers())
                .orElseThrow();
        assertThat(issue(secret.credential().clientId(), secret.secret())).isEqualTo(new Tokens.Issue.Denied());
        assertThat(snapshot(before.accessToken()).token().revoked()).isTrue();
        assertThat(tokens.refresh(before.refreshToken().orElseThrow())).isEqualTo(new Tokens.Issue.Denied());
        assertThat(issue(secret.credential().clientId(), rotated.secret())).isInstanceOf(Tokens.Issue.Issued.class);
    }

    @Test
    void forgetsTokensLongExpired() {
        world.token(secret);
        world.clock.move(Duration.ofDays(4));
        world.token(secret);
        assertThat(world.asOwner("select count(*) from wayleave.token where credential = '"
                        + secret.credential().id() + "'"))
                .isEqualTo(2);
    }

    private void assertDenied(String refresh) {
        assertThat(issue(secret.credential().clientId(), secret.secret())).isEqualTo(new Tokens.Issue.Denied());
        assertThat(tokens.refresh(refresh)).isEqualTo(new Tokens.Issue.Denied());
    }

    private void assertBound(String accessToken, InstructionId instruction) {
        var token = snapshot(accessToken).token();
        assertThat(token.instruction()).contains(instruction);
        assertThat(token.purpose()).contains(Purpose.MANAGE_OWN_PERMITS);
    }

    private Tokens.Issue issue(String clientId, String clientSecret) {
        return tokens.issue(clientId, clientSecret, Optional.empty(), Optional.empty());
    }

    private Snapshot snapshot(String accessToken) {
        return world.register.snapshots().read(accessToken).orElseThrow();
    }
}
