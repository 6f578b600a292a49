package uk.wayleave.register;

import java.security.SecureRandom;
import java.time.Clock;
import uk.wayleave.framework.ControllerId;
import uk.wayleave.register.act.Acts;
import uk.wayleave.register.agreement.Agreements;
import uk.wayleave.register.agreement.Drafts;
import uk.wayleave.register.agreement.Papers;
import uk.wayleave.register.agreement.TechnicalContacts;
import uk.wayleave.register.allotment.Allotments;
import uk.wayleave.register.allotment.PostgresAllotments;
import uk.wayleave.register.call.Calls;
import uk.wayleave.register.call.Digests;
import uk.wayleave.register.courtesy.Courtesy;
import uk.wayleave.register.credential.Credentials;
import uk.wayleave.register.holding.Holdings;
import uk.wayleave.register.holding.KnownExports;
import uk.wayleave.register.holding.KnownReferences;
import uk.wayleave.register.identity.Identities;
import uk.wayleave.register.identity.IdentityProviders;
import uk.wayleave.register.instruction.Instructions;
import uk.wayleave.register.instruction.Objections;
import uk.wayleave.register.notification.NotificationStores;
import uk.wayleave.register.party.Controllers;
import uk.wayleave.register.party.Integrators;
import uk.wayleave.register.party.Organisations;
import uk.wayleave.register.party.People;
import uk.wayleave.register.party.Products;
import uk.wayleave.register.party.PromoterContracts;
import uk.wayleave.register.postgres.Database;
import uk.wayleave.register.postgres.DatabaseRole;
import uk.wayleave.register.repeat.Repeats;
import uk.wayleave.register.request.InstructionRequests;
import uk.wayleave.register.request.Redemptions;
import uk.wayleave.register.request.Redirects;
import uk.wayleave.register.scan.TextScanRuns;
import uk.wayleave.register.scan.TextScans;
import uk.wayleave.register.scope.Scopes;
import uk.wayleave.register.session.OneTimeCodes;
import uk.wayleave.register.session.Sessions;
import uk.wayleave.register.snapshot.RegisterSnapshots;
import uk.wayleave.register.snapshot.RevisionWatch;
import uk.wayleave.register.token.RegisterTokens;
import uk.wayleave.register.token.TokenLifetimes;
import uk.wayleave.register.trust.SystemInstructions;
import uk.wayleave.register.trust.TrustedIssuers;
import uk.wayleave.register.vault.AccountHosts;
import uk.wayleave.register.vault.Accounts;
import uk.wayleave.register.vault.MasterKey;
import uk.wayleave.register.vault.MasterKeyCheck;

/** Opens every store over one database, and closes it. */
public final class Register implements AutoCloseable {
    private final Database database;
    private final Controllers controllers;
    private final Organisations organisations;
    private final PromoterContracts promoterContracts;
    private final Integrators integrators;
    private final Products products;
    private final People people;
    private final Agreements agreements;
    private final Drafts drafts;
    private final Papers papers;
    private final TechnicalContacts technicalContacts;
    private final Instructions instructions;
    private final Credentials credentials;
    private final InstructionRequests requests;
    private final Redemptions redemptions;
    private final Redirects redirects;
    private final TrustedIssuers trustedIssuers;
    private final SystemInstructions systemInstructions;
    private final Accounts accounts;
    private final RegisterTokens tokens;
    private final RegisterSnapshots snapshots;
    private final Acts acts;
    private final RevisionWatch watch;
    private final Sessions sessions;
    private final OneTimeCodes oneTimeCodes;
    private final IdentityProviders identityProviders;
    private final Identities identities;
    private final NotificationStores notifications;
    private final Repeats repeats;
    private final Courtesy courtesy;
    private final Allotments allotments;
    private final Holdings holdings;
    private final TextScans textScans;
    private final TextScanRuns textScanRuns;
    private final Calls calls;
    private final Digests digests;
    private final Objections objections;

    private Register(Database database, Scopes scopes, MasterKey key, TokenLifetimes lifetimes, AccountHosts hosts) {
        var random = new SecureRandom();
        this.database = database;
        this.controllers = new Controllers(scopes);
        this.organisations = new Organisations(scopes);
        this.promoterContracts = new PromoterContracts(scopes);
        this.integrators = new Integrators(scopes);
        this.products = new Products(scopes);
        this.people = new People(scopes);
        this.agreements = new Agreements(scopes);
        this.drafts = new Drafts(scopes);
        this.papers = new Papers(scopes, key);
        this.technicalContacts = new TechnicalContacts(scopes);
        this.instructions = new Instructions(scopes, agreements);
        this.requests = new InstructionRequests(scopes, agreements, instructions, random);
        this.redemptions = new Redemptions(scopes);
        this.redirects = new Redirects(scopes);
        this.trustedIssuers = new TrustedIssuers(scopes);
        this.systemInstructions = new SystemInstructions(scopes, agreements, instructions);
        this.credentials = new Credentials(scopes, random);
        this.accounts = new Accounts(scopes, key, hosts);
        this.snapshots = new RegisterSnapshots(scopes);
        this.tokens = new RegisterTokens(scopes, lifetimes, key.tokenKey(), random, snapshots::forget);
        this.acts = new Acts(scopes);
        this.watch = RevisionWatch.start(
                database.poolOf(DatabaseRole.RESOLVER),
                controller -> snapshots.forget(new ControllerId(controller)),
                snapshots::forgetAll);
        this.sessions = new Sessions(scopes, random);
        this.oneTimeCodes = new OneTimeCodes(scopes, key, random);
        this.identityProviders = new IdentityProviders(scopes, key);
        this.identities = new Identities(scopes);
        this.notifications = NotificationStores.over(scopes, key, random);
        this.repeats = new Repeats(scopes, key);
        this.courtesy = new Courtesy(scopes);
        this.allotments = new PostgresAllotments(scopes);
        this.holdings = new Holdings(new KnownReferences(scopes), new KnownExports(scopes));
        this.textScans = new TextScans(scopes);
        this.textScanRuns = new TextScanRuns(scopes);
        this.calls = new Calls(scopes);
        this.digests = new Digests(scopes);
        this.objections = new Objections(scopes);
    }

    /** As below, with accounts at hosts over TLS only. */
    public static Outcome<Register> open(Database database, MasterKey key, Clock clock, TokenLifetimes lifetimes) {
        return open(database, key, clock, lifetimes, AccountHosts.TLS_ONLY);
    }

    /**
     * Opens the register; closing it closes the database. Refused, and the database left open, where the database was
     * set up with another master key.
     *
     * @param hosts where accounts may sign in
     * @throws uk.wayleave.register.postgres.DatabaseUnavailable if the database cannot tell
     */
    public static Outcome<Register> open(
            Database database, MasterKey key, Clock clock, TokenLifetimes lifetimes, AccountHosts hosts) {
        var scopes = new Scopes(database, clock);
        if (!new MasterKeyCheck(scopes).agrees(key))
            return new Outcome.Refused<>(
                    "The database was set up with another master key.",
                    "Start with the key it was set up with: without it the vault's accounts do not open.");
        return new Outcome.Done<>(new Register(database, scopes, key, lifetimes, hosts));
    }

    public Controllers controllers() {
        return controllers;
    }

    public Organisations organisations() {
        return organisations;
    }

    public PromoterContracts promoterContracts() {
        return promoterContracts;
    }

    public Integrators integrators() {
        return integrators;
    }

    public Products products() {
        return products;
    }

    public People people() {
        return people;
    }

    public Agreements agreements() {
        return agreements;
    }

    public Drafts drafts() {
        return drafts;
    }

    public Papers papers() {
        return papers;
    }

    public TechnicalContacts technicalContacts() {
        return technicalContacts;
    }

    public Instructions instructions() {
        return instructions;
    }

    public InstructionRequests requests() {
        return requests;
    }

    public Redemptions redemptions() {
        return redemptions;
    }

    public Redirects redirects() {
        return redirects;
    }

    public TrustedIssuers trustedIssuers() {
        return trustedIssuers;
    }

    public SystemInstructions systemInstructions() {
        return systemInstructions;
    }

    public Credentials credentials() {
        return credentials;
    }

    public Accounts accounts() {
        return accounts;
    }

    public RegisterTokens tokens() {
        return tokens;
    }

    public RegisterSnapshots snapshots() {
        return snapshots;
    }

    public Acts acts() {
        return acts;
    }

    public Sessions sessions() {
        return sessions;
    }

    public OneTimeCodes oneTimeCodes() {
        return oneTimeCodes;
    }

    public IdentityProviders identityProviders() {
        return identityProviders;
    }

    public Identities identities() {
        return identities;
    }

    public NotificationStores notifications() {
        return notifications;
    }

    public Repeats repeats() {
        return repeats;
    }

    public Courtesy courtesy() {
        return courtesy;
    }

    public Allotments allotments() {
        return allotments;
    }

    public Holdings holdings() {
        return holdings;
    }

    public TextScans textScans() {
        return textScans;
    }

    public TextScanRuns textScanRuns() {
        return textScanRuns;
    }

    public Calls calls() {
        return calls;
    }

    public Digests digests() {
        return digests;
    }

    public Objections objections() {
        return objections;
    }

    @Override
    public void close() {
        watch.close();
        database.close();
    }
}
