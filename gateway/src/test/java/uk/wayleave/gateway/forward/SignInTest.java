package uk.wayleave.gateway.forward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static uk.wayleave.gateway.forward.Calls.answered;
import static uk.wayleave.gateway.forward.Calls.notSent;
import static uk.wayleave.gateway.forward.Calls.status;
import static uk.wayleave.gateway.forward.Calls.text;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;
import uk.wayleave.framework.AgreementId;
import uk.wayleave.framework.ControllerId;
import uk.wayleave.gateway.MovableClock;
import uk.wayleave.gateway.governor.Governors;
import uk.wayleave.register.AccountId;
import uk.wayleave.register.vault.OpenedAccount;
import uk.wayleave.sandbox.Sandbox;
import uk.wayleave.sandbox.SandboxSettings;
import uk.wayleave.sandbox.people.Account;

/** Tokens, hold-offs and alarms against the sandbox, whose log says what reached it. */
@Timeout(60)
class SignInTest {
    private static final String PATH = "/v6/party/organisations";
    private static final String LOGIN = "POST work /authenticate";
    private static final String REFRESH = "POST party /refresh";
    private static final String LOGOUT = "POST party /logout";
    private static final String CALL = "GET party /organisations";
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final MovableClock clock = new MovableClock();
    private final LogCapture log = new LogCapture();
    private final Sandbox sandbox = Sandbox.start(SandboxSettings.defaults(), clock);
    private final Account account = sandbox.account(Sandbox.WATER);
    private final AtomicReference<Optional<OpenedAccount>> inVault =
            new AtomicReference<>(Optional.of(new OpenedAccount(account.emailAddress(), account.password())));
    private final List<String> alarms = new CopyOnWriteArrayList<>();
    private final Calls calls = Calls.with(sandbox.baseUri(), Sandbox.WATER);
    private final StreetManager client = client(ForwardSettings.defaults());

    private StreetManager client(ForwardSettings settings) {
        return StreetManager.start(
                settings,
                Governors.inNobodysWay(clock),
                (controller, agreement, asked) -> inVault.get(),
                clock,
                (kind, controller, asked) -> {
                    assertThat(controller).isEqualTo(calls.controller());
                    alarms.add(kind + " " + asked);
                });
    }

    @AfterEach
    void nothingSecretWasLogged() {
        client.close();
        sandbox.close();
        log.close();
        assertThat(log.lines())
                .noneMatch(line -> line.contains(account.password()))
                .noneMatch(line -> line.contains(account.emailAddress()))
                // What a JSON Web Token begins with.
                .noneMatch(line -> line.contains("eyJ"));
    }

    private Sent read() {
        return Calls.send(client, calls.read(PATH));
    }

    private Sent write() {
        return Calls.send(client, calls.write("/v6/work/works", "{}"));
    }

    private long seen(String request) {
        return log.count("uk.wayleave.sandbox.calls " + request);
    }

    private String alarm(AlarmKind kind) {
        return kind + " " + calls.account().id();
    }

    private void putInVault(String password) {
        inVault.set(Optional.of(new OpenedAccount(account.emailAddress(), password)));
    }

    /** As somebody else who has the account. */
    private int logInDirectly(String password) {
        String json = "{\"emailAddress\":\"" + account.emailAddress() + "\",\"password\":\"" + password + "\"}";
        HttpRequest request = HttpRequest.newBuilder(sandbox.baseUri().resolve("/v6/work/authenticate"))
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException | InterruptedException failed) {
            throw new IllegalStateException(failed);
        }
    }

    @Test
    void logsInOnceForFiftyCallersAtTheSameTime() throws InterruptedException {
        sandbox.faults().latency(Duration.ofMillis(100));
        CountDownLatch together = new CountDownLatch(1);
        List<Integer> statuses = new CopyOnWriteArrayList<>();
        List<Thread> callers = IntStream.range(0, 50)
                .mapToObj(i -> Thread.ofVirtual().start(() -> {
                    try {
                        together.await();
                    } catch (InterruptedException impossible) {
                        Thread.currentThread().interrupt();
                    }
                    statuses.add(status(read()));
                }))
                .toList();
        together.countDown();
        for (Thread caller : callers) {
            caller.join();
        }

        assertThat(statuses).hasSize(50).containsOnly(200);
        assertThat(seen(LOGIN)).isEqualTo(1);
        assertThat(seen(CALL)).isEqualTo(50);
    }

    @Test
    void sharesAFailedLoginToo() throws InterruptedException {
        putInVault("wrong");
        sandbox.faults().latency(Duration.ofMillis(100));
        List<Cause> causes = new CopyOnWriteArrayList<>();
        List<Thread> callers = IntStream.range(0, 50)
                .mapToObj(i -> Thread.ofVirtual()
                        .start(() -> causes.add(notSent(read()).cause())))
                .toList();
        for (Thread caller : callers) {
            caller.join();
        }

        assertThat(causes).hasSize(50).containsOnly(Cause.WRONG_PASSWORD);
        assertThat(seen(LOGIN)).isEqualTo(1);
    }

    @Test
    void usesATokenAsLongAsItIsGood() {
        for (int i = 0; i < 10; i++) {
            assertThat(status(read())).isEqualTo(200);
            clock.forward(Duration.ofMinutes(5));
        }

        assertThat(seen(LOGIN)).isEqualTo(1);
        assertThat(seen(REFRESH)).isZero();
    }

    @Test
    void refreshesBeforeTheTokenExpiresWhileCallsGoOn() {
        assertThat(status(read())).isEqualTo(200);
        clock.forward(Duration.ofMinutes(56));

        assertThat(status(read())).isEqualTo(200);
        Await.until("a refresh", () -> seen(REFRESH + " 200") == 1);
        clock.forward(Duration.ofMinutes(10));
        Await.until("the new token is in use", () -> status(read()) == 200);

        assertThat(seen(LOGIN)).isEqualTo(1);
        assertThat(seen(REFRESH)).isEqualTo(1);
        assertThat(seen(CALL + " 401")).isZero();
    }

    @Test
    void refreshesAllDayAndLogsInWhenTheRefreshTokenIsSpent() {
        for (int minutes = 0; minutes < 26 * 60; minutes += 40) {
            assertThat(status(read())).isEqualTo(200);
            clock.forward(Duration.ofMinutes(40));
        }

        assertThat(seen(LOGIN)).isEqualTo(2);
        assertThat(seen(REFRESH)).isGreaterThan(10);
        assertThat(seen(CALL + " 401")).isZero();
    }

    @Test
    void keepsUsingGoodTokensWhileNewOnesCannotBeHad() {
        assertThat(status(read())).isEqualTo(200);
        clock.forward(Duration.ofMinutes(56));
        sandbox.faults().next(503, 1);
        // The call itself meets the fault or the refresh does; either way the next one is answered.
        answered(read()).body().close();
        Await.until("the fault was shown", () -> log.count("fault 503") == 1);

        assertThat(status(read())).isEqualTo(200);
        assertThat(seen(LOGIN)).isEqualTo(1);
    }

    @Test
    void repeatsAReadOnceWithAFreshTokenWhenTheOldOneWasRefused() {
        assertThat(status(read())).isEqualTo(200);
        sandbox.faults().expireShortLivedTokens();

        assertThat(status(read())).isEqualTo(200);

        assertThat(seen(CALL + " 401")).isEqualTo(1);
        assertThat(seen(REFRESH + " 200")).isEqualTo(1);
        assertThat(seen(LOGIN)).isEqualTo(1);
    }

    @Test
    void logsInAgainWhenTheRefreshTokenIsRefusedToo() {
        assertThat(status(read())).isEqualTo(200);
        sandbox.faults().expireAllTokens();

        assertThat(status(read())).isEqualTo(200);

        assertThat(seen(REFRESH + " 401")).isEqualTo(1);
        assertThat(seen(LOGIN + " 200")).isEqualTo(2);
    }

    @Test
    void neverRepeatsAWrite() {
        assertThat(status(write())).isEqualTo(400);
        sandbox.faults().expireAllTokens();

        assertThat(text(write())).contains("Authentication failed");

        assertThat(seen("POST work /works 401")).isEqualTo(1);
        assertThat(seen("POST work /works")).isEqualTo(2);
        assertThat(status(write())).isEqualTo(400);
    }

    @Test
    void takesALackOfRightsAsAnAnswer() {
        assertThat(status(read())).isEqualTo(200);
        sandbox.faults().suspend(Sandbox.WATER);

        assertThat(text(read())).contains("Access restricted");

        assertThat(seen(CALL + " 401")).isEqualTo(1);
        assertThat(seen(LOGIN)).isEqualTo(1);
        assertThat(seen(REFRESH)).isZero();
    }

    @Test
    void endsTheTokensOfAnAccountAndLogsInForTheNextCall() {
        assertThat(status(read())).isEqualTo(200);

        client.logOut(calls.account().id());

        assertThat(seen(LOGOUT + " 204")).isEqualTo(1);
        assertThat(status(read())).isEqualTo(200);
        assertThat(seen(LOGIN)).isEqualTo(2);
        client.logOut(new AccountId(UUID.randomUUID()));
        assertThat(seen(LOGOUT)).isEqualTo(1);
    }

    @Test
    void sharesNoSessionBetweenControllersAgreementsOrAccounts() {
        Calls otherController = new Calls(new ControllerId(UUID.randomUUID()), calls.agreement(), calls.account());
        Calls otherAgreement = new Calls(calls.controller(), new AgreementId(UUID.randomUUID()), calls.account());

        assertThat(status(read())).isEqualTo(200);
        assertThat(status(Calls.send(client, otherController.read(PATH)))).isEqualTo(200);
        assertThat(status(Calls.send(client, otherAgreement.read(PATH)))).isEqualTo(200);

        assertThat(seen(LOGIN)).isEqualTo(3);
    }

    @Test
    void leavesALockedAccountAloneForFiveMinutes() {
        for (int i = 0; i < 5; i++) {
            assertThat(logInDirectly("wrong")).isEqualTo(401);
        }
        assertThat(seen(LOGIN)).isEqualTo(5);

        for (int i = 0; i < 10; i++) {
            Sent.NotSent locked = notSent(read());
            assertThat(locked.cause()).isEqualTo(Cause.ACCOUNT_LOCKED);
            assertThat(locked.retryAfter().orElseThrow()).isBetween(Duration.ofMinutes(4), Duration.ofMinutes(5));
        }

        assertThat(seen(LOGIN)).isEqualTo(6);
        assertThat(alarms).containsExactly(alarm(AlarmKind.ACCOUNT_LOCKED));
        clock.forward(Duration.ofMinutes(5).plusSeconds(1));
        assertThat(status(read())).isEqualTo(200);
    }

    @Test
    void leavesASuspendedOrganisationAlone() {
        sandbox.faults().suspend(Sandbox.WATER);

        for (int i = 0; i < 10; i++) {
            assertThat(notSent(read()).cause()).isEqualTo(Cause.ORGANISATION_SUSPENDED);
        }

        assertThat(seen(LOGIN + " 412")).isEqualTo(1);
        assertThat(alarms).containsExactly(alarm(AlarmKind.ORGANISATION_SUSPENDED));
        clock.forward(Duration.ofMinutes(6));
        assertThat(notSent(read()).cause()).isEqualTo(Cause.ORGANISATION_SUSPENDED);
        assertThat(alarms).hasSize(1);
        sandbox.faults().reinstate(Sandbox.WATER);
        clock.forward(Duration.ofMinutes(6));
        assertThat(status(read())).isEqualTo(200);
    }

    @Test
    void saysThatAnInvitationIsOpen() {
        Account invited = sandbox.accounts().getLast();
        inVault.set(Optional.of(new OpenedAccount(invited.emailAddress(), invited.password())));

        assertThat(notSent(read()).cause()).isEqualTo(Cause.INVITATION_OPEN);
        assertThat(notSent(read()).cause()).isEqualTo(Cause.INVITATION_OPEN);

        assertThat(seen("POST work /authenticate")).isEqualTo(1);
        assertThat(alarms).containsExactly(alarm(AlarmKind.INVITATION_OPEN));
    }

    @Test
    void neverLocksAnAccountWithAWrongPassword() {
        putInVault("wrong");

        for (int i = 0; i < 120; i++) {
            assertThat(notSent(read()).cause()).isEqualTo(Cause.WRONG_PASSWORD);
            clock.forward(Duration.ofSeconds(15));
        }

        assertThat(seen(LOGIN + " 401")).isBetween(5L, 7L);
        assertThat(seen(LOGIN + " 423")).isZero();
        assertThat(logInDirectly(account.password())).isEqualTo(200);
        assertThat(alarms).containsExactly(alarm(AlarmKind.WRONG_PASSWORD));
    }

    @Test
    void neverLocksAnAccountHoweverOftenAWrongPasswordIsSetAnew() {
        for (int i = 0; i < 100; i++) {
            putInVault("wrong " + i);
            client.forget(calls.account().id());
            assertThat(notSent(read()).cause()).isEqualTo(Cause.WRONG_PASSWORD);
            clock.forward(Duration.ofSeconds(10));
        }

        assertThat(seen(LOGIN + " 401")).isBetween(4L, 16L);
        assertThat(seen(LOGIN + " 423")).isZero();
        putInVault(account.password());
        clock.forward(Duration.ofMinutes(5));
        client.forget(calls.account().id());
        assertThat(status(read())).isEqualTo(200);
    }

    @Test
    void logsInAtOnceWithANewPassword() {
        putInVault("wrong");
        assertThat(notSent(read()).cause()).isEqualTo(Cause.WRONG_PASSWORD);
        putInVault(account.password());
        assertThat(notSent(read()).cause()).isEqualTo(Cause.WRONG_PASSWORD);

        client.forget(calls.account().id());

        assertThat(status(read())).isEqualTo(200);
    }

    @Test
    void dropsALoginForAnotherOrganisationAndNeverTriesAgain() {
        Calls wrong = calls.registeredFor(Sandbox.FIBRE);

        for (int i = 0; i < 5; i++) {
            Sent.NotSent refused = notSent(Calls.send(client, wrong.read(PATH)));
            assertThat(refused).isEqualTo(Sent.NotSent.because(Cause.WRONG_ORGANISATION));
            clock.forward(Duration.ofDays(1));
        }

        assertThat(seen(LOGIN)).isEqualTo(1);
        assertThat(seen(LOGOUT + " 204")).isEqualTo(1);
        assertThat(seen(CALL)).isZero();
        assertThat(alarms).containsExactly(alarm(AlarmKind.WRONG_ORGANISATION));
        client.forget(wrong.account().id());
        assertThat(notSent(Calls.send(client, wrong.read(PATH))).cause()).isEqualTo(Cause.WRONG_ORGANISATION);
        assertThat(seen(LOGIN)).isEqualTo(2);
        assertThat(status(read())).isEqualTo(200);
    }

    @Test
    void backsOffWhenLoginsFail() {
        sandbox.faults().next(503, 1_000);

        for (int i = 0; i < 120; i++) {
            Sent.NotSent failed = notSent(read());
            assertThat(failed.cause()).isEqualTo(Cause.LOGIN_FAILED);
            assertThat(failed.retryAfter().orElseThrow()).isLessThanOrEqualTo(MINUTE);
            clock.forward(Duration.ofSeconds(1));
        }

        // In two minutes, with pauses of half of 1, 2, 4, 8, 16, 32, 60 s on average.
        assertThat(log.count("fault 503")).isBetween(3L, 40L);
        sandbox.faults().clear();
        clock.forward(MINUTE);
        assertThat(status(read())).isEqualTo(200);
    }

    @Test
    void leavesTheHostAloneThatAsksForFewerLogins() {
        sandbox.faults().next(429, 1);
        StreetManager patient = client(ForwardSettings.defaults()
                .withHoldOffs(new HoldOffs(MINUTE.multipliedBy(5), MINUTE, MINUTE, MINUTE, MINUTE, MINUTE)));
        try (patient) {
            Sent.NotSent held = notSent(Calls.send(patient, calls.read(PATH)));

            assertThat(held.cause()).isEqualTo(Cause.TOO_MANY_CALLS);
            assertThat(held.retryAfter().orElseThrow()).isLessThanOrEqualTo(MINUTE);
            assertThat(log.count("fault 429")).isEqualTo(1);
            clock.forward(MINUTE);
            assertThat(status(Calls.send(patient, calls.read(PATH)))).isEqualTo(200);
        }
    }

    @Test
    void keepsWithinTheRateOfOneAddress() {
        try (Sandbox strict = Sandbox.start(SandboxSettings.defaults().withCallsPerMinute(20), clock)) {
            Account own = strict.account(Sandbox.WATER);
            inVault.set(Optional.of(new OpenedAccount(own.emailAddress(), own.password())));
            Calls limited = new Calls(
                    calls.controller(),
                    calls.agreement(),
                    Calls.with(strict.baseUri(), Sandbox.WATER).account());
            int refused = 0;
            int kept = 0;
            for (int i = 0; i < 400; i++) {
                Sent sent = Calls.send(client, limited.read(PATH));
                refused += sent instanceof Sent.Answered answer && answer.status() == 429 ? 1 : 0;
                kept += sent instanceof Sent.NotSent ? 1 : 0;
                clock.forward(Duration.ofMillis(100));
            }

            assertThat(refused).isPositive().isLessThan(30);
            assertThat(kept).isGreaterThan(refused);
        }
    }

    @Test
    void needsAPassword() {
        inVault.set(Optional.empty());

        assertThat(read()).isEqualTo(Sent.NotSent.because(Cause.NO_PASSWORD));

        assertThat(seen(LOGIN)).isZero();
        putInVault(account.password());
        assertThat(status(read())).isEqualTo(200);
    }

    @Test
    void sendsNothingWhenTheVaultFails() {
        try (StreetManager broken = StreetManager.start(
                ForwardSettings.defaults(),
                Governors.inNobodysWay(clock),
                (controller, agreement, asked) -> {
                    throw new IllegalStateException("The database is gone: " + account.password());
                },
                clock,
                Alarm.logging())) {
            assertThat(Calls.send(broken, calls.read(PATH))).isEqualTo(Sent.NotSent.because(Cause.VAULT_UNAVAILABLE));
        }
    }

    @Test
    void logsInAgainAfterALoginThatFailedInTheGatewayItself() {
        AtomicReference<Boolean> broken = new AtomicReference<>(true);
        try (StreetManager client = StreetManager.start(
                ForwardSettings.defaults(),
                Governors.inNobodysWay(clock),
                (controller, agreement, asked) -> {
                    if (broken.get()) {
                        throw new NoClassDefFoundError("something");
                    }
                    return inVault.get();
                },
                clock,
                Alarm.logging())) {
            assertThat(notSent(Calls.send(client, calls.read(PATH))).cause()).isEqualTo(Cause.LOGIN_FAILED);
            broken.set(false);
            clock.forward(MINUTE);

            assertThat(status(Calls.send(client, calls.read(PATH)))).isEqualTo(200);
        }
    }

    @Test
    void goesOnWhenAnAlarmFails() {
        putInVault("wrong");
        try (StreetManager deaf = StreetManager.start(
                ForwardSettings.defaults(),
                Governors.inNobodysWay(clock),
                (controller, agreement, asked) -> inVault.get(),
                clock,
                (kind, controller, asked) -> {
                    throw new IllegalStateException("Nobody there.");
                })) {
            assertThat(notSent(Calls.send(deaf, calls.read(PATH))).cause()).isEqualTo(Cause.WRONG_PASSWORD);
        }
    }

    @Test
    void saysThatNobodyAnswers() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        Calls nowhere = Calls.with(URI.create("http://127.0.0.1:" + port), Sandbox.WATER);

        Sent.NotSent notSent = notSent(Calls.send(client, nowhere.write(PATH, "{}")));

        assertThat(notSent.cause()).isEqualTo(Cause.UNREACHABLE);
        assertThat(notSent.retryAfter()).isPresent();
    }

    @Test
    void forgetsNothingOfUseWhenItTidiesUp() {
        assertThat(status(read())).isEqualTo(200);
        clock.forward(Duration.ofDays(2));
        // Another session makes it tidy up; the first one's tokens are long spent.
        assertThat(status(Calls.send(
                        client,
                        new Calls(calls.controller(), new AgreementId(UUID.randomUUID()), calls.account()).read(PATH))))
                .isEqualTo(200);

        assertThat(status(read())).isEqualTo(200);
        assertThat(seen(LOGIN)).isEqualTo(3);
    }

    @Test
    void sendsAPasswordOverPlainHttpToLoopbackOnly() {
        Calls plain = Calls.with(URI.create("http://street-manager.example"), Sandbox.WATER);

        assertThat(Calls.send(client, plain.write(PATH, "{}"))).isEqualTo(Sent.NotSent.because(Cause.HOST_NOT_ALLOWED));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> client(
                        ForwardSettings.defaults().withOnlyHosts(Set.of(URI.create("http://street-manager.example")))))
                .withMessageContaining("must be https");
    }

    @Test
    void speaksToNoOtherHostThanTheOperators() {
        try (StreetManager narrow = client(ForwardSettings.defaults()
                .withOnlyHosts(Set.of(URI.create("https://api.manage-roadworks.service.gov.uk"))))) {
            assertThat(Calls.send(narrow, calls.read(PATH))).isEqualTo(Sent.NotSent.because(Cause.HOST_NOT_ALLOWED));
        }
        assertThat(seen(LOGIN)).isZero();
    }

    @Test
    void doesNotStartWhereTheLogWouldHoldTokens() {
        Logger jetty = (Logger) LoggerFactory.getLogger("org.eclipse.jetty.client");
        jetty.setLevel(Level.DEBUG);
        try {
            assertThatIllegalStateException()
                    .isThrownBy(() -> client(ForwardSettings.defaults()))
                    .withMessageContaining("Set org.eclipse.jetty to INFO");
        } finally {
            jetty.setLevel(null);
        }
    }
}
