package uk.wayleave.register.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.wayleave.register.World.SETUP;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import uk.wayleave.framework.AgreementId;
import uk.wayleave.framework.SwaCode;
import uk.wayleave.register.Outcome;
import uk.wayleave.register.Register;
import uk.wayleave.register.World;
import uk.wayleave.register.World.Side;
import uk.wayleave.register.scope.Scopes;
import uk.wayleave.register.snapshot.Account;
import uk.wayleave.register.token.TokenLifetimes;

class AccountsTest {
    private static final World WORLD = new World();
    private static final OpenedAccount SECRET = new OpenedAccount("desk@mallow.example", "correct horse");

    private final Accounts accounts = WORLD.register.accounts();
    private final Side side = WORLD.side();
    private final AgreementId agreement = WORLD.active(side).id();

    @AfterAll
    static void close() {
        WORLD.close();
    }

    @Test
    void opensWhatWasSetForItsHostControllerAndAgreementOnly() {
        Account account = WORLD.account(side, agreement).account();
        assertThat(accounts.open(side.id(), agreement, account)).contains(SECRET);

        AgreementId other = WORLD.draft(side).id();
        var elsewhere = new Account(
                account.id(),
                account.swaCode(),
                URI.create("https://elsewhere.example"),
                account.role(),
                account.organisationReference(),
                account.changed());
        assertThat(accounts.open(side.id(), other, account)).isEmpty();
        assertThat(accounts.open(side.id(), agreement, elsewhere)).isEmpty();
        assertThat(accounts.open(WORLD.council.id(), agreement, account)).isEmpty();
    }

    @Test
    void replacesAndRemoves() {
        StoredAccount first = WORLD.account(side, agreement);
        var next = new OpenedAccount("desk@mallow.example", "battery staple");
        StoredAccount second =
                set("https://STREETMANAGER.example/", "Planner", next).orElseThrow();
        assertThat(second.account()).isEqualTo(first.account());
        assertThat(accounts.open(side.id(), agreement, second.account())).contains(next);
        assertThat(accounts.of(side.id())).containsExactly(second);

        accounts.remove(side.id(), second.account().id(), side.administers()).orElseThrow();
        assertThat(accounts.open(side.id(), agreement, second.account())).isEmpty();
        assertThat(accounts.of(side.id())).isEmpty();
        assertThat(accounts.remove(side.id(), second.account().id(), side.administers()))
                .isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void doesNotOpenBytesThatWereChanged() {
        Account account = WORLD.account(side, agreement).account();
        String row = " where id = '" + account.id() + "'";
        long length = WORLD.asOwner("select length(sealed) from wayleave.account" + row);
        for (long place : List.of(0L, 4L, 20L, length / 2, length - 1)) {
            String flip = "update wayleave.account set sealed = set_byte(sealed, " + place + ", get_byte(sealed, "
                    + place + ") # 1)" + row;
            WORLD.asOwner(flip);
            assertThat(accounts.open(side.id(), agreement, account))
                    .as("byte " + place)
                    .isEmpty();
            WORLD.asOwner(flip);
        }
        assertThat(accounts.open(side.id(), agreement, account)).contains(SECRET);
    }

    @Test
    void doesNotOpenBytesMovedToAnotherRow() {
        Account mine = WORLD.account(side, agreement).account();
        Account planner = set("https://streetmanager.example", "HighwayAuthority", SECRET)
                .orElseThrow()
                .account();
        Side other = WORLD.side();
        AgreementId others = WORLD.active(other).id();
        Account foreign = WORLD.account(other, others).account();
        for (Account target : List.of(planner, foreign))
            WORLD.asOwner("update wayleave.account set sealed = (select sealed from wayleave.account where id = '"
                    + mine.id() + "') where id = '" + target.id() + "'");
        assertThat(accounts.open(side.id(), agreement, planner)).isEmpty();
        assertThat(accounts.open(other.id(), others, foreign)).isEmpty();
    }

    @Test
    void keepsNothingReadableAndUsesAFreshDataKeyEachTime() {
        WORLD.account(side, agreement);
        String sealed = "select count(*) from wayleave.account a where encode(sealed, 'escape') like ";
        assertThat(WORLD.asOwner(sealed + "'%correct horse%' or encode(sealed, 'escape') like '%desk@%'"))
                .isZero();
        assertThat(WORLD.asOwner("select count(*) from wayleave.act a where a::text like '%desk@%'"))
                .isZero();
        String checksum = "select ('x' || substr(encode(sha256(sealed), 'hex'), 1, 15))::bit(60)::bigint"
                + " from wayleave.account where agreement = '" + agreement + "'";
        long before = WORLD.asOwner(checksum);
        WORLD.account(side, agreement);
        assertThat(WORLD.asOwner(checksum)).isNotEqualTo(before);
    }

    @Test
    void refusesAHostThatIsNotOverTlsOrNotPlain() {
        for (String host : List.of(
                "http://streetmanager.example",
                "ftp://streetmanager.example",
                "https://user@streetmanager.example",
                "https://streetmanager.example?x=1",
                "https://streetmanager.example#x",
                "streetmanager.example"))
            assertThat(set(host, "Planner", SECRET)).as(host).isInstanceOf(Outcome.Refused.class);
        for (String host : List.of("http://127.0.0.1:9080/sandbox", "http://localhost:1", "http://[::1]:1"))
            assertThat(set(host, "Planner", SECRET)).as(host).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void refusesAStandInOnThisMachineWhereTheOperatorAllowsNone() {
        var strict = new Accounts(new Scopes(WORLD.database, WORLD.clock), WORLD.key, AccountHosts.TLS_ONLY);

        for (String host : List.of("http://127.0.0.1:9080/sandbox", "http://localhost:1", "http://[::1]:1"))
            assertThat(strict.set(
                            side.id(), agreement, side.code(), URI.create(host), "Planner", SECRET, side.administers()))
                    .as(host)
                    .isInstanceOf(Outcome.Refused.class);
        assertThat(strict.set(
                        side.id(),
                        agreement,
                        side.code(),
                        URI.create("https://127.0.0.1:9443"),
                        "Planner",
                        SECRET,
                        side.administers()))
                .isInstanceOf(Outcome.Done.class);
    }

    @Test
    void refusesWhatIsNotTheControllersOrItsAdministrators() {
        assertThat(set("https://sm.example", "Planner 2", SECRET)).isInstanceOf(Outcome.Refused.class);
        assertThat(set("https://sm.example", "Planner", new OpenedAccount("a@b.example", "")))
                .isInstanceOf(Outcome.Refused.class);
        assertThat(accounts.set(
                        side.id(), agreement, new SwaCode("9101"), World.HOST, "Planner", SECRET, side.administers()))
                .isInstanceOf(Outcome.Refused.class);
        assertThat(accounts.set(
                        side.id(), agreement, side.code(), World.HOST, "Planner", SECRET, WORLD.council.administers()))
                .isInstanceOf(Outcome.Refused.class);
        assertThat(accounts.set(
                        WORLD.council.id(), agreement, new SwaCode("9102"), World.HOST, "Planner", SECRET, SETUP))
                .isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void tellsAWrongMasterKeyAtTheStart() {
        byte[] other = new byte[32];
        other[0] = 1;
        assertThat(Register.open(WORLD.database, MasterKey.of(other), WORLD.clock, TokenLifetimes.asStreetManagers()))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.why()).contains("another master key"));
    }

    private Outcome<StoredAccount> set(String host, String role, OpenedAccount secret) {
        return accounts.set(side.id(), agreement, side.code(), URI.create(host), role, secret, side.administers());
    }
}
