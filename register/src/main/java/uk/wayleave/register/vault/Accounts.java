package uk.wayleave.register.vault;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import uk.wayleave.framework.AgreementId;
import uk.wayleave.framework.ControllerId;
import uk.wayleave.framework.SwaCode;
import uk.wayleave.register.AccountId;
import uk.wayleave.register.Actor;
import uk.wayleave.register.Authority;
import uk.wayleave.register.Body;
import uk.wayleave.register.Outcome;
import uk.wayleave.register.scope.Change;
import uk.wayleave.register.scope.Refusal;
import uk.wayleave.register.scope.Rows;
import uk.wayleave.register.scope.Scopes;
import uk.wayleave.register.snapshot.Account;

/**
 * The vault: Street Manager accounts of Controllers, each for one agreement and one host. What signs an account in can
 * be set, replaced and removed, and is opened only to sign in.
 */
public final class Accounts implements AccountOpening {
    private static final Pattern ROLE = Pattern.compile("[A-Za-z]{2,40}");
    private static final int LONGEST_SECRET = 1000;
    private static final RowMapper<StoredAccount> ACCOUNT = (row, number) -> new StoredAccount(
            new Account(
                    new AccountId(row.getObject("id", UUID.class)),
                    new SwaCode(row.getString("swa_code")),
                    URI.create(row.getString("host")),
                    row.getString("role"),
                    row.getString("reference"),
                    Rows.instant(row, "changed")),
            new AgreementId(row.getObject("agreement", UUID.class)));
    private static final String SELECT =
            "select a.id, a.swa_code, a.host, a.role, o.reference, a.agreement, a.changed from wayleave.account a"
                    + " join wayleave.organisation o on o.swa_code = a.swa_code ";

    private final Scopes scopes;
    private final Seal seal;
    private final AccountHosts hosts;

    public Accounts(Scopes scopes, MasterKey master, AccountHosts hosts) {
        this.scopes = scopes;
        this.hosts = hosts;
        this.seal = new Seal(master);
    }

    /**
     * Puts an account into the vault, or replaces what signs it in where the agreement has one of the same
     * organisation, host and role. Takes an administrator of the Controller.
     *
     * @param host Street Manager's base address; https, or http on loopback where that is allowed
     * @param role Street Manager's name of the account's role
     */
    public Outcome<StoredAccount> set(
            ControllerId controller,
            AgreementId agreement,
            SwaCode organisation,
            URI host,
            String role,
            OpenedAccount secret,
            Actor actor) {
        return scopes.change(new Body.OfController(controller), actor, change -> {
            change.requireAuthority(Authority.ADMINISTER);
            String base = base(host);
            requireSound(role, secret);
            requireAgreement(change, agreement);
            requireOrganisation(change, organisation);
            AccountId id =
                    idOf(change, agreement, organisation, base, role).orElseGet(() -> new AccountId(UUID.randomUUID()));
            byte[] sealed = seal.close(secret, new Seal.Binding(base, controller, agreement, id));
            change.sql()
                    .sql("""
                            insert into wayleave.account
                                (id, controller, agreement, swa_code, host, role, sealed, key_version, changed)
                            values (:id, :controller, :agreement, :code, :host, :role, :sealed, :version, :at)
                            on conflict (id) do update set sealed = excluded.sealed,
                                key_version = excluded.key_version, changed = excluded.changed""")
                    .param("id", id.value())
                    .param("controller", controller.value())
                    .param("agreement", agreement.value())
                    .param("code", organisation.value())
                    .param("host", base)
                    .param("role", role)
                    .param("sealed", sealed)
                    .param("version", MasterKey.VERSION)
                    .param("at", change.timestamp())
                    .update();
            change.record("account.set", Map.of("account", id.toString(), "agreement", agreement.toString()));
            return change.sql()
                    .sql(SELECT + "where a.id = :id")
                    .param("id", id.value())
                    .query(ACCOUNT)
                    .single();
        });
    }

    /** Takes an account out of the vault. */
    public Outcome<AccountId> remove(ControllerId controller, AccountId id, Actor actor) {
        return scopes.change(new Body.OfController(controller), actor, change -> {
            change.requireAuthority(Authority.ADMINISTER);
            int removed = change.sql()
                    .sql("delete from wayleave.account where id = :id")
                    .param("id", id.value())
                    .update();
            if (removed == 0) throw Refusal.because("The Controller has no such account.", "Name one it has.");
            change.record("account.removed", Map.of("account", id.toString()));
            return id;
        });
    }

    /** Those of one Controller, without what signs them in. */
    public List<StoredAccount> of(ControllerId controller) {
        return scopes.in(
                controller,
                sql -> sql.sql(SELECT + "order by a.swa_code, a.role, a.id")
                        .query(ACCOUNT)
                        .list());
    }

    @Override
    public Optional<OpenedAccount> open(ControllerId controller, AgreementId agreement, Account account) {
        return scopes.in(
                        controller,
                        sql -> sql.sql("select sealed from wayleave.account where id = :id and agreement = :agreement")
                                .param("id", account.id().value())
                                .param("agreement", agreement.value())
                                .query((row, number) -> row.getBytes("sealed"))
                                .optional())
                .flatMap(bytes -> seal.open(
                        bytes, new Seal.Binding(account.host().toString(), controller, agreement, account.id())));
    }

    private static Optional<AccountId> idOf(
            Change change, AgreementId agreement, SwaCode organisation, String host, String role) {
        return change.sql()
                .sql("""
                        select id from wayleave.account
                        where agreement = :agreement and swa_code = :code and host = :host and role = :role""")
                .param("agreement", agreement.value())
                .param("code", organisation.value())
                .param("host", host)
                .param("role", role)
                .query(UUID.class)
                .optional()
                .map(AccountId::new);
    }

    /** One writing of each address, so that the same host is the same text. */
    private String base(URI host) {
        @Nullable String scheme = host.getScheme();
        @Nullable String name = host.getHost();
        boolean plain = scheme != null
                && name != null
                && host.getUserInfo() == null
                && host.getQuery() == null
                && host.getFragment() == null;
        if (!plain)
            throw Refusal.because(
                    "The host is not a plain base address.", "Give it as https://HOST or https://HOST/PATH.");
        boolean secure = scheme.equalsIgnoreCase("https");
        boolean loopback = name.equalsIgnoreCase("localhost") || name.equals("127.0.0.1") || name.equals("[::1]");
        boolean standIn = hosts == AccountHosts.LOOPBACK_TOO && loopback && scheme.equalsIgnoreCase("http");
        if (!secure && !standIn)
            throw Refusal.because(
                    "A password is sent over TLS only, except to a stand-in on this machine where the operator allows one.",
                    "Give an https address.");
        String port = host.getPort() < 0 ? "" : ":" + host.getPort();
        @Nullable String path = host.getRawPath();
        return scheme.toLowerCase(Locale.ROOT) + "://" + name.toLowerCase(Locale.ROOT) + port
                + (path == null ? "" : path.replaceFirst("/+$", ""));
    }

    private static void requireSound(String role, OpenedAccount secret) {
        if (!ROLE.matcher(role).matches())
            throw Refusal.because("The role is not one of Street Manager's.", "Give it as Street Manager names it.");
        if (!isSecret(secret.emailAddress()) || !isSecret(secret.password()))
            throw Refusal.because(
                    "The e-mail address and the password must each be 1 to " + LONGEST_SECRET + " characters.",
                    "Send both.");
    }

    private static boolean isSecret(String text) {
        return !text.isEmpty() && text.length() <= LONGEST_SECRET;
    }

    private static void requireAgreement(Change change, AgreementId agreement) {
        boolean known = change.sql()
                .sql("select exists (select from wayleave.agreement where id = :id and state <> 'ENDED')")
                .param("id", agreement.value())
                .query(Boolean.class)
                .single();
        if (!known)
            throw Refusal.because("The Controller has no such agreement, or it has ended.", "Name one that has not.");
    }

    private static void requireOrganisation(Change change, SwaCode organisation) {
        boolean known = change.sql()
                .sql("select exists (select from wayleave.organisation where swa_code = :code)")
                .param("code", organisation.value())
                .query(Boolean.class)
                .single();
        if (!known)
            throw Refusal.because("The Controller has no organisation with this SWA code.", "Register it first.");
    }
}
