package uk.wayleave.register;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.postgresql.ds.PGSimpleDataSource;
import uk.wayleave.framework.AgreementId;
import uk.wayleave.framework.Audience;
import uk.wayleave.framework.Basis;
import uk.wayleave.framework.ContentHash;
import uk.wayleave.framework.ControllerId;
import uk.wayleave.framework.Destination;
import uk.wayleave.framework.Effect;
import uk.wayleave.framework.Instruction;
import uk.wayleave.framework.InstructionKind;
import uk.wayleave.framework.IntegratorId;
import uk.wayleave.framework.OperationId;
import uk.wayleave.framework.PersonId;
import uk.wayleave.framework.ProductId;
import uk.wayleave.framework.ProofLevel;
import uk.wayleave.framework.Purpose;
import uk.wayleave.framework.Scope;
import uk.wayleave.framework.SwaCode;
import uk.wayleave.framework.Tier;
import uk.wayleave.register.agreement.AgreementContent;
import uk.wayleave.register.agreement.ContractTerm;
import uk.wayleave.register.agreement.Gaps;
import uk.wayleave.register.agreement.LegalBody;
import uk.wayleave.register.agreement.Particulars;
import uk.wayleave.register.agreement.RegisteredAgreement;
import uk.wayleave.register.agreement.SubProcessor;
import uk.wayleave.register.agreement.TechnicalContact;
import uk.wayleave.register.credential.NewSecret;
import uk.wayleave.register.identity.PersonClaim;
import uk.wayleave.register.instruction.NewInstruction;
import uk.wayleave.register.notification.NewSubscription;
import uk.wayleave.register.notification.Receiver;
import uk.wayleave.register.notification.Subscription;
import uk.wayleave.register.notification.UpstreamSubscriptions;
import uk.wayleave.register.postgres.Database;
import uk.wayleave.register.postgres.DatabaseAddress;
import uk.wayleave.register.postgres.DatabaseTimeouts;
import uk.wayleave.register.postgres.PoolSizes;
import uk.wayleave.register.postgres.TemporaryPostgres;
import uk.wayleave.register.request.InstructionRequest;
import uk.wayleave.register.request.WantedInstruction;
import uk.wayleave.register.scan.Team;
import uk.wayleave.register.scan.TextScan;
import uk.wayleave.register.scan.TextScanRuns;
import uk.wayleave.register.scan.TextsRead;
import uk.wayleave.register.snapshot.Organisation;
import uk.wayleave.register.token.TokenLifetimes;
import uk.wayleave.register.token.Tokens;
import uk.wayleave.register.trust.SystemInstructions;
import uk.wayleave.register.trust.TrustedIssuer;
import uk.wayleave.register.vault.AccountHosts;
import uk.wayleave.register.vault.MasterKey;
import uk.wayleave.register.vault.OpenedAccount;
import uk.wayleave.register.vault.StoredAccount;

/** A register on a real PostgreSQL with two Controllers, one integrator and its product; all of them fictional. */
public final class World implements AutoCloseable {
    public static final Actor SETUP = new Actor.Setup();

    /** The public key of RFC 7517 appendix A.1. */
    private static final String KEYS = """
            {"keys": [{"kty": "EC", "crv": "P-256", "kid": "1", "x": "MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4",
             "y": "4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM"}]}""";

    public static final URI HOST = URI.create("https://streetmanager.example");
    public static final OperationId CREATE = new OperationId("work.CreateWork");
    public static final OperationId READ = new OperationId("work.GetWork");

    private final AtomicInteger sides = new AtomicInteger(0);
    private final AtomicInteger receiverNumbers = new AtomicInteger(0);
    public final MovableClock clock = new MovableClock(Instant.now().truncatedTo(ChronoUnit.SECONDS));
    public final MasterKey key = MasterKey.of(new byte[32]);
    public final DatabaseAddress address = TemporaryPostgres.newDatabase();
    public final Database database = openDatabase();
    public final Register register = open(database);

    /** One side or the other: a Controller with everything it needs. */
    public record Side(ControllerId id, PersonId planner, PersonId signatory, PersonId administrator, SwaCode code) {
        public Body body() {
            return new Body.OfController(id);
        }

        public Actor administers() {
            return new Actor.Someone(administrator);
        }

        public Actor signs() {
            return new Actor.Someone(signatory);
        }

        public Actor instructs() {
            return new Actor.Someone(planner);
        }
    }

    public final Side water = side("Mallow Water", "9101", "QA");
    public final Side council = side("Tarn Borough Council", "9102", "QB");
    public final IntegratorId integrator =
            register.integrators().register("Roadtide", SETUP).orElseThrow().id();
    public final Body integratorBody = new Body.OfIntegrator(integrator);
    public final ProductId product = register.products()
            .register(integrator, "Roadtide Permits", SETUP)
            .orElseThrow()
            .id();
    public final PersonId vendor = person(integratorBody, "v1", "Vera Vendor", Authority.SIGN);
    public final List<TechnicalContact> contacts = Stream.of("Vera Vendor", "Vic Vendor")
            .map(name -> register.technicalContacts()
                    .name(integrator, name, "duty@roadtide.example", "", SETUP)
                    .orElseThrow())
            .toList();
    public final PersonId vendorAdministrator = person(integratorBody, "v2", "Vic Vendor", Authority.ADMINISTER);

    public Database openDatabase() {
        return Database.open(address, key.roleKey(), new PoolSizes(6, 3, 2, 1), DatabaseTimeouts.defaults());
    }

    /** Another node on the same database. */
    public Register open(Database other) {
        return Register.open(other, key, clock, TokenLifetimes.asStreetManagers(), AccountHosts.LOOPBACK_TOO)
                .orElseThrow();
    }

    public PersonId person(Body body, String identifier, String name, Authority... authorities) {
        return register.people()
                .register(body, identifier, name, Set.of(authorities), SETUP)
                .orElseThrow()
                .id();
    }

    /** Gives a side an identity provider that knows its planner, who also acts for the integrator. */
    public void identified(Side side) {
        var provider = register.identityProviders()
                .set(
                        side.body(),
                        URI.create("https://login.example/" + side.code()),
                        "wayleave",
                        Optional.of("a secret"),
                        PersonClaim.EMAIL,
                        side.administers())
                .orElseThrow();
        register.identityProviders()
                .person(provider, "subject-1", Optional.of("p1"))
                .orElseThrow();
        PersonId there = person(integratorBody, "same as " + side.planner(), "Pat Planner");
        register.identities()
                .join(
                        register.people().find(side.body(), side.planner()).orElseThrow(),
                        register.people().find(integratorBody, there).orElseThrow())
                .orElseThrow();
    }

    /** A request for an instruction that waits for a person of the side. */
    public InstructionRequest asked(Side side, NewSecret secret) {
        register.redirects()
                .set(integrator, product, Set.of("https://permits.roadtide.example/back"), SETUP)
                .orElseThrow();
        var wanted = new WantedInstruction(
                InstructionKind.SESSION,
                Purpose.MANAGE_OWN_PERMITS,
                Set.of(READ),
                Scope.all(),
                Optional.empty(),
                Tier.T2,
                false,
                clock.instant(),
                clock.instant().plus(Duration.ofHours(1)),
                OptionalLong.empty());
        return register.requests()
                .ask(register.tokens().holder(secret.credential().clientId()).orElseThrow(), wanted, Optional.empty())
                .orElseThrow();
    }

    /** A system of the side's that signs for its planner, and an instruction that it has signed. */
    public Instruction signedFor(Side side, NewSecret secret) {
        String issuer = "https://works.example/" + side.code();
        register.trustedIssuers()
                .register(side.id(), issuer, TrustedIssuer.Serves.INSTRUCTIONS, KEYS, "sub", side.administers())
                .orElseThrow();
        var wanted = new WantedInstruction(
                InstructionKind.SESSION,
                Purpose.MANAGE_OWN_PERMITS,
                Set.of(READ),
                Scope.all(),
                Optional.empty(),
                Tier.T2,
                false,
                clock.instant(),
                clock.instant().plus(Duration.ofHours(1)),
                OptionalLong.empty());
        String planner = register.people()
                .find(side.body(), side.planner())
                .orElseThrow()
                .identifier();
        return register.systemInstructions()
                .give(
                        register.tokens().holder(secret.credential().clientId()).orElseThrow(),
                        wanted,
                        planner,
                        new SystemInstructions.Word(
                                SystemInstructions.Way.SIGNED, issuer, "signed for " + side.code(), Optional.empty()))
                .orElseThrow();
    }

    /** Orders a scan for a side; its first run is under way, and has counted one text. */
    public TextScan scanned(Side side, AgreementId agreement) {
        TextScan scan = register.textScans()
                .order(side.id(), instruction(side, agreement).id(), 7, side.administers())
                .orElseThrow();
        TextScanRuns.Held held = register.textScanRuns().claim(Duration.ofMinutes(5), 10).stream()
                .filter(one -> one.scan().equals(scan.id()))
                .findFirst()
                .orElseThrow();
        TextScanRuns.UnderWay run = register.textScanRuns().underWay(held, "1-test");
        TextsRead.Item first = new TextsRead.Item("reporting.GetPermits", "/permits?offset=0", side.code());
        TextsRead.Item second = new TextsRead.Item("work.GetWork", "/works/QA001X1", side.code());
        register.textScanRuns().add(side.id(), run.id(), List.of(first));
        var _ = register.textScanRuns()
                .answered(
                        held,
                        run.id(),
                        first,
                        new TextsRead(
                                List.of(new TextsRead.One(
                                        new Team(side.code(), Optional.of("001")),
                                        "detail",
                                        "hmac-sha256:" + "a".repeat(64),
                                        Map.of("name", 2))),
                                List.of(second)),
                        Duration.ofMinutes(5))
                .orElseThrow();
        return scan;
    }

    /** A Controller more, of which nothing is known yet but its people and organisation. */
    public Side side() {
        int number = sides.incrementAndGet();
        return side("Controller " + number, String.format("%04d", number), String.format("%02d", number));
    }

    private Side side(String name, String code, String prefix) {
        ControllerId id =
                register.controllers().register(name, SETUP).orElseThrow().id();
        Body body = new Body.OfController(id);
        var organisation = new Organisation(new SwaCode(code), name, "ORG-" + code, Set.of(prefix));
        register.organisations().register(id, organisation, SETUP).orElseThrow();
        return new Side(
                id,
                person(body, "p1", "Pat Planner", Authority.INSTRUCT),
                person(body, "s1", "Sam Signatory", Authority.SIGN),
                person(body, "a1", "Ada Administrator", Authority.ADMINISTER),
                new SwaCode(code));
    }

    public AgreementContent content() {
        return content(30);
    }

    public AgreementContent content(int retentionDays) {
        return new AgreementContent(
                        Basis.PROCESSOR_AGREEMENT,
                        new ContentHash("ab".repeat(32)),
                        Gaps.toAttest(Basis.PROCESSOR_AGREEMENT),
                        Set.of(Purpose.MANAGE_OWN_PERMITS, Purpose.OWN_REPORTING),
                        Set.of("v6"),
                        Set.of(CREATE, READ),
                        Tier.T2,
                        Scope.only(Set.of("001")),
                        Map.of(product, List.of(new Destination("Permit desk", "GB", Audience.CONTROLLER_STAFF))),
                        List.of(new SubProcessor("Cumulus Hosting", "GB")),
                        retentionDays,
                        Map.of(Effect.READ, ProofLevel.L1, Effect.WRITE, ProofLevel.L1),
                        clock.instant().minus(Duration.ofDays(1)),
                        clock.instant().plus(Duration.ofDays(365)))
                .with(particulars());
    }

    /** With nothing missing. */
    public Particulars particulars() {
        return new Particulars(
                new LegalBody("Mallow Water Limited", Set.of(new SwaCode("9101")), "ZA123456"),
                new LegalBody("Roadtide Systems Limited", Set.of(), "ZB654321"),
                ContractTerm.of(Basis.PROCESSOR_AGREEMENT).stream()
                        .collect(Collectors.toMap(Function.identity(), term -> "clause 4, " + term.source())),
                "",
                "Permits are applied for in Roadtide.",
                "DPIA-7",
                Optional.of(LocalDate.ofInstant(clock.instant().plus(Duration.ofDays(180)), ZoneOffset.UTC)));
    }

    public RegisteredAgreement draft(Side side) {
        return register.agreements()
                .draft(side.id(), integrator, content(), side.administers())
                .orElseThrow();
    }

    public RegisteredAgreement accepted(Side side) {
        RegisteredAgreement draft = draft(side);
        register.agreements().offer(side.id(), draft.id(), side.administers()).orElseThrow();
        ContentHash hash = draft.current().hash();
        register.agreements().sign(side.id(), draft.id(), 1, hash, side.signs()).orElseThrow();
        return register.agreements()
                .sign(side.id(), draft.id(), 1, hash, new Actor.Someone(vendor))
                .orElseThrow();
    }

    public RegisteredAgreement active(Side side) {
        RegisteredAgreement accepted = accepted(side);
        return register.agreements()
                .activate(side.id(), accepted.id(), side.administers())
                .orElseThrow();
    }

    public NewSecret credential(Side side, AgreementId agreement) {
        return register.credentials()
                .issue(side.id(), agreement, product, side.administers())
                .orElseThrow();
    }

    public NewInstruction wanted(Side side, AgreementId agreement) {
        return wanted(side, agreement, OptionalLong.empty());
    }

    public NewInstruction wanted(Side side, AgreementId agreement, OptionalLong uses) {
        return new NewInstruction(
                agreement,
                product,
                InstructionKind.STANDING,
                Purpose.MANAGE_OWN_PERMITS,
                Set.of(CREATE, READ),
                Scope.all(),
                Tier.T2,
                clock.instant(),
                clock.instant().plus(Duration.ofDays(30)),
                uses,
                ProofLevel.L3,
                List.of(side.planner()));
    }

    public Instruction instruction(Side side, AgreementId agreement) {
        return register.instructions()
                .create(side.id(), wanted(side, agreement), side.instructs())
                .orElseThrow();
    }

    public Instruction instructionWithUses(Side side, AgreementId agreement, long uses) {
        return register.instructions()
                .create(side.id(), wanted(side, agreement, OptionalLong.of(uses)), side.instructs())
                .orElseThrow();
    }

    public StoredAccount account(Side side, AgreementId agreement) {
        return register.accounts()
                .set(
                        side.id(),
                        agreement,
                        side.code(),
                        HOST,
                        "Planner",
                        new OpenedAccount("desk@mallow.example", "correct horse"),
                        side.administers())
                .orElseThrow();
    }

    /** A receiver of the product that has proven itself. */
    public Receiver receiver(Side side, AgreementId agreement) {
        var receivers = register.notifications().receivers();
        URI url = URI.create("https://hooks.roadtide.example/" + receiverNumbers.incrementAndGet());
        Receiver registered = receivers
                .register(side.id(), agreement, product, url, side.administers())
                .orElseThrow();
        receivers.proven(registered).orElseThrow();
        return receivers.find(side.id(), registered.id()).orElseThrow();
    }

    public Subscription subscription(Side side, AgreementId agreement, NewSecret secret, Receiver receiver) {
        var wanted = new NewSubscription(
                agreement,
                product,
                secret.credential().clientId(),
                instruction(side, agreement).id(),
                side.planner(),
                receiver.id(),
                Optional.of("Permit desk"));
        return register.notifications().subscriptions().begin(side.id(), wanted).orElseThrow();
    }

    /** Our own subscription with Street Manager, and the secret of its path. */
    public UpstreamSubscriptions.Begun upstream(Side side, AgreementId agreement) {
        return register.notifications()
                .upstreams()
                .begin(side.id(), agreement, account(side, agreement).account())
                .orElseThrow();
    }

    /** A notification on its way to a receiver. */
    public Subscription notified(Side side, AgreementId agreement, NewSecret secret) {
        Subscription subscription = subscription(side, agreement, secret, receiver(side, agreement));
        UpstreamSubscriptions.Begun begun = upstream(side, agreement);
        var upstream =
                register.notifications().upstreams().find(side.id(), begun.id()).orElseThrow();
        register.notifications()
                .deliveries()
                .take(upstream, "event 1", "{}".getBytes(StandardCharsets.UTF_8), Duration.ofDays(3));
        return subscription;
    }

    public Tokens.Issue.Issued token(NewSecret secret) {
        var issue = register.tokens()
                .issue(secret.credential().clientId(), secret.secret(), Optional.empty(), Optional.empty());
        if (issue instanceof Tokens.Issue.Issued issued) return issued;
        throw new AssertionError("No token was issued: " + issue);
    }

    public long revision(ControllerId controller) {
        return asOwner("select revision from wayleave.controller_revision where controller = '" + controller + "'");
    }

    /** Runs one statement as the schema's owner, past every store of ours; the first number of its answer, or 0. */
    public long asOwner(String statement) {
        try (Connection connection = ownersConnection();
                var sql = connection.createStatement()) {
            if (!sql.execute(statement)) return sql.getUpdateCount();
            try (var rows = sql.getResultSet()) {
                return rows.next() ? rows.getLong(1) : 0;
            }
        } catch (SQLException e) {
            throw new OwnerRefused(e);
        }
    }

    /** The database refused what its owner asked. */
    public static final class OwnerRefused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public OwnerRefused(SQLException cause) {
            super(cause);
        }

        public String sqlState() {
            return ((SQLException) Objects.requireNonNull(getCause())).getSQLState();
        }
    }

    public Connection ownersConnection() throws SQLException {
        var source = new PGSimpleDataSource();
        source.setServerNames(new String[] {address.servers().getFirst().host()});
        source.setPortNumbers(new int[] {address.servers().getFirst().port()});
        source.setDatabaseName(address.database());
        source.setUser(address.user());
        source.setPassword(address.password().orElseThrow());
        return source.getConnection();
    }

    @Override
    public void close() {
        register.close();
    }
}
