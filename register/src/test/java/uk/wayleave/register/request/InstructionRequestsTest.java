package uk.wayleave.register.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import uk.wayleave.framework.AgreementId;
import uk.wayleave.framework.Instruction;
import uk.wayleave.framework.InstructionKind;
import uk.wayleave.framework.OperationId;
import uk.wayleave.framework.PersonId;
import uk.wayleave.framework.ProofLevel;
import uk.wayleave.framework.Purpose;
import uk.wayleave.framework.Scope;
import uk.wayleave.framework.Tier;
import uk.wayleave.register.Authority;
import uk.wayleave.register.Outcome;
import uk.wayleave.register.World;
import uk.wayleave.register.credential.NewSecret;
import uk.wayleave.register.token.ClientHolder;
import uk.wayleave.register.token.Confirmation;
import uk.wayleave.register.token.Tokens;

/** A product asks, a person answers once, and the product takes it once. */
class InstructionRequestsTest {
    private static final World WORLD = new World();
    private static final String REDIRECT = "https://permits.roadtide.example/back";
    private static final String VERIFIER = "a-verifier-of-at-least-forty-three-characters";

    private final World.Side side = WORLD.side();
    private final AgreementId agreement = WORLD.active(side).id();
    private final NewSecret secret = WORLD.credential(side, agreement);
    private final ClientHolder client =
            WORLD.register.tokens().holder(secret.credential().clientId()).orElseThrow();
    private final InstructionRequests requests = WORLD.register.requests();
    private final Redemptions redemptions = WORLD.register.redemptions();

    @BeforeAll
    static void register() {
        WORLD.register
                .redirects()
                .set(WORLD.integrator, WORLD.product, Set.of(REDIRECT), World.SETUP)
                .orElseThrow();
    }

    @AfterAll
    static void close() {
        WORLD.close();
    }

    private static String challenge(String verifier) {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(
                            MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private WantedInstruction wanted(OperationId... operations) {
        return new WantedInstruction(
                InstructionKind.SESSION,
                Purpose.MANAGE_OWN_PERMITS,
                Set.of(operations),
                Scope.only(Set.of("QA001X1")),
                Optional.empty(),
                Tier.T2,
                false,
                WORLD.clock.instant(),
                WORLD.clock.instant().plus(Duration.ofHours(2)),
                OptionalLong.of(5));
    }

    private Outcome<InstructionRequests.Opened> push(String redirect, Optional<String> confirmation) {
        return requests.push(
                client,
                new InstructionRequests.Pushed(
                        wanted(World.READ),
                        redirect,
                        Optional.of("of the product's own"),
                        challenge(VERIFIER),
                        confirmation,
                        Optional.empty()));
    }

    private InstructionRequest pushed() {
        return push(REDIRECT, Optional.empty()).orElseThrow().request();
    }

    private String approved(InstructionRequest request) {
        return requests.approve(side.id(), request.id(), side.planner())
                .orElseThrow()
                .code()
                .orElseThrow();
    }

    private Tokens.Issue token(Redeemed redeemed, Optional<String> confirmation) {
        assertThat(redeemed).isInstanceOf(Redeemed.Given.class);
        return WORLD.register
                .tokens()
                .issue(
                        secret.credential().clientId(),
                        secret.secret(),
                        Optional.of(((Redeemed.Given) redeemed).instruction()),
                        Optional.empty(),
                        confirmation.map(Confirmation.OfKey::new));
    }

    @Test
    void findsAPushedRequestByItsUriForTheClientThatPushedItOnly() {
        InstructionRequests.Opened opened = push(REDIRECT, Optional.empty()).orElseThrow();

        assertThat(requests.ofBrowser(opened.requestUri(), secret.credential().clientId()))
                .contains(opened.request());
        assertThat(requests.ofBrowser(opened.requestUri(), "another-client")).isEmpty();
        assertThat(requests.ofBrowser(
                        opened.requestUri() + "x", secret.credential().clientId()))
                .isEmpty();
        assertThat(opened.toString()).doesNotContain(opened.secret());
    }

    @Test
    void takesNoRedirectThatIsNotRegisteredToTheLastCharacter() {
        for (String other : new String[] {REDIRECT + "/", REDIRECT + "?a=b", REDIRECT.replace("https", "http"), ""})
            assertThat(push(other, Optional.empty())).as(other).isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void opensNothingThatNoPersonCouldGive() {
        var foreign = new InstructionRequests.Pushed(
                wanted(new OperationId("work.NotGranted")),
                REDIRECT,
                Optional.empty(),
                challenge(VERIFIER),
                Optional.empty(),
                Optional.empty());

        assertThat(requests.push(client, foreign)).isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void givesExactlyWhatWasAskedForProvenByAPersonWhoSignedIn() {
        InstructionRequest request = pushed();

        Instruction given = requests.approve(side.id(), request.id(), side.planner())
                .orElseThrow()
                .instruction();

        assertThat(given.proof()).isEqualTo(ProofLevel.L3);
        assertThat(given.operations()).containsExactly(World.READ);
        assertThat(given.references()).isEqualTo(Scope.only(Set.of("QA001X1")));
        assertThat(given.persons()).extracting(one -> one.id()).containsExactly(side.planner());
        assertThat(given.remainingUses()).isEqualTo(OptionalLong.of(5));
    }

    @Test
    void isAnsweredOnceAndByAPersonOfTheControllerWhoMayInstruct() {
        InstructionRequest request = pushed();

        assertThat(requests.approve(side.id(), request.id(), side.signatory())).isInstanceOf(Outcome.Refused.class);
        assertThat(requests.approve(side.id(), request.id(), WORLD.water.planner()))
                .isInstanceOf(Outcome.Refused.class);
        assertThat(requests.decline(side.id(), request.id(), WORLD.vendor)).isInstanceOf(Outcome.Refused.class);
        assertThat(requests.decline(side.id(), request.id(), side.planner())
                        .orElseThrow()
                        .outcome())
                .isEqualTo(InstructionRequest.Outcome.DECLINED);
        assertThat(requests.approve(side.id(), request.id(), side.planner())).isInstanceOf(Outcome.Refused.class);
        assertThat(WORLD.register.instructions().of(side.id())).isEmpty();
    }

    @Test
    void cannotBeAnsweredOnceItsTimeIsOver() {
        InstructionRequest request = pushed();
        WORLD.clock.move(InstructionRequests.PUSHED);

        assertThat(requests.approve(side.id(), request.id(), side.planner())).isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void takesACodeOnceAndEndsWhatWasGotWithItWhenItComesAgain() {
        String code = approved(pushed());

        Redeemed first = redemptions.redeem(client, code, REDIRECT, VERIFIER);
        var issued = (Tokens.Issue.Issued) token(first, Optional.empty());
        assertThat(WORLD.register
                        .snapshots()
                        .read(issued.accessToken())
                        .orElseThrow()
                        .token()
                        .revoked())
                .isFalse();

        assertThat(redemptions.redeem(client, code, REDIRECT, VERIFIER)).isInstanceOf(Redeemed.Denied.class);
        assertThat(WORLD.register
                        .snapshots()
                        .read(issued.accessToken())
                        .orElseThrow()
                        .token()
                        .revoked())
                .isTrue();
    }

    @Test
    void takesNoCodeWithAWrongVerifierAndGivesNoSecondGuess() {
        String code = approved(pushed());

        assertThat(redemptions.redeem(client, code, REDIRECT, VERIFIER + "x")).isInstanceOf(Redeemed.Denied.class);
        assertThat(redemptions.redeem(client, code, REDIRECT, VERIFIER)).isInstanceOf(Redeemed.Denied.class);
    }

    @Test
    void takesNoCodeForAnotherRedirectOrAnotherClientOrTooLate() {
        NewSecret otherSecret = WORLD.credential(side, agreement);
        ClientHolder other = WORLD.register
                .tokens()
                .holder(otherSecret.credential().clientId())
                .orElseThrow();
        String code = approved(pushed());
        assertThat(redemptions.redeem(other, code, REDIRECT, VERIFIER)).isInstanceOf(Redeemed.Denied.class);
        assertThat(redemptions.redeem(client, code, REDIRECT + "/", VERIFIER)).isInstanceOf(Redeemed.Denied.class);

        String late = approved(pushed());
        WORLD.clock.move(InstructionRequests.CODE);
        assertThat(redemptions.redeem(client, late, REDIRECT, VERIFIER)).isInstanceOf(Redeemed.Denied.class);
        assertThat(redemptions.redeem(client, "wlc_guessed", REDIRECT, VERIFIER))
                .isInstanceOf(Redeemed.Denied.class);
    }

    @Test
    void takesARequestsOwnSecretForNoCodeAndForNoLook() {
        InstructionRequests.Opened opened = push(REDIRECT, Optional.empty()).orElseThrow();
        String code = approved(opened.request());

        assertThat(redemptions.redeem(client, opened.secret(), REDIRECT, VERIFIER))
                .isInstanceOf(Redeemed.Denied.class);
        assertThat(redemptions.redeem(client, code, REDIRECT, VERIFIER)).isInstanceOf(Redeemed.Given.class);
    }

    @Test
    void keepsTheKeyOfAnInstructionLongAfterItsRequestIsGone() {
        String thumbprint = "A".repeat(43);
        InstructionRequest request =
                push(REDIRECT, Optional.of(thumbprint)).orElseThrow().request();
        Redeemed redeemed = redemptions.redeem(client, approved(request), REDIRECT, VERIFIER);
        WORLD.clock.move(Duration.ofDays(31));
        pushed();
        assertThat(requests.find(side.id(), request.id())).isEmpty();

        assertThat(token(redeemed, Optional.empty())).isInstanceOf(Tokens.Issue.OtherKey.class);
    }

    @Test
    void bindsTokensToTheKeyThatTheRequestNamedAndToNoOther() {
        String thumbprint = "A".repeat(43);
        InstructionRequest request =
                push(REDIRECT, Optional.of(thumbprint)).orElseThrow().request();
        Redeemed redeemed = redemptions.redeem(client, approved(request), REDIRECT, VERIFIER);

        assertThat(token(redeemed, Optional.empty())).isInstanceOf(Tokens.Issue.OtherKey.class);
        assertThat(token(redeemed, Optional.of("B".repeat(43)))).isInstanceOf(Tokens.Issue.OtherKey.class);
        var issued = (Tokens.Issue.Issued) token(redeemed, Optional.of(thumbprint));
        assertThat(WORLD.register
                        .snapshots()
                        .read(issued.accessToken())
                        .orElseThrow()
                        .token()
                        .confirmation())
                .contains(new Confirmation.OfKey(thumbprint));
    }

    @Test
    void showsAPersonWhatIsAddressedToThemOrToNobodyAndLetsTheProductWait() {
        PersonId colleague = WORLD.person(side.body(), "p2", "Pia Planner", Authority.INSTRUCT);
        InstructionRequests.Opened opened = requests.wait(client, wanted(World.READ), colleague, Optional.empty())
                .orElseThrow();
        InstructionRequest asked =
                requests.ask(client, wanted(World.READ), Optional.empty()).orElseThrow();
        pushed();

        assertThat(requests.waitingFor(side.id(), colleague)).containsExactlyInAnyOrder(opened.request(), asked);
        assertThat(requests.waitingFor(side.id(), side.planner())).containsExactly(asked);
        assertThat(requests.approve(side.id(), opened.request().id(), side.planner()))
                .isInstanceOf(Outcome.Refused.class);

        assertThat(redemptions.poll(client, opened.secret())).isInstanceOf(Redeemed.Pending.class);
        assertThat(redemptions.poll(client, opened.secret())).isInstanceOf(Redeemed.TooSoon.class);
        requests.approve(side.id(), opened.request().id(), colleague).orElseThrow();
        assertThat(redemptions.poll(client, opened.secret())).isInstanceOf(Redeemed.Given.class);
        assertThat(redemptions.poll(client, opened.secret())).isInstanceOf(Redeemed.Denied.class);
    }

    @Test
    void tellsAWaitingProductThatThePersonDeclinedOrNeverAnswered() {
        InstructionRequests.Opened declined = requests.wait(
                        client, wanted(World.READ), side.planner(), Optional.empty())
                .orElseThrow();
        requests.decline(side.id(), declined.request().id(), side.planner()).orElseThrow();
        assertThat(redemptions.poll(client, declined.secret())).isInstanceOf(Redeemed.Declined.class);

        InstructionRequests.Opened over = requests.wait(client, wanted(World.READ), side.planner(), Optional.empty())
                .orElseThrow();
        WORLD.clock.move(InstructionRequests.PUSHED);
        assertThat(redemptions.poll(client, over.secret())).isInstanceOf(Redeemed.Over.class);
    }

    @Test
    void givesWhatCameWithABrowserForItsCodeAloneAndNotForItsOtherSecret() {
        InstructionRequests.Opened opened = push(REDIRECT, Optional.empty()).orElseThrow();
        String code = requests.approve(side.id(), opened.request().id(), side.planner())
                .orElseThrow()
                .code()
                .orElseThrow();

        assertThat(redemptions.poll(client, opened.secret())).isInstanceOf(Redeemed.Denied.class);
        assertThat(redemptions.poll(client, code)).isInstanceOf(Redeemed.Denied.class);
        assertThat(redemptions.redeem(client, code, REDIRECT, VERIFIER)).isInstanceOf(Redeemed.Given.class);
    }

    @Test
    void waitsForNobodyWhoCouldNotAnswer() {
        assertThat(requests.wait(client, wanted(World.READ), side.signatory(), Optional.empty()))
                .isInstanceOf(Outcome.Refused.class);
        assertThat(requests.wait(client, wanted(World.READ), WORLD.water.planner(), Optional.empty()))
                .isInstanceOf(Outcome.Refused.class);
    }
}
