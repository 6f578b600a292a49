package uk.wayleave.gateway;

import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import uk.wayleave.evidence.FingerprintKey;
import uk.wayleave.evidence.LedgerStore;
import uk.wayleave.framework.AgreementId;
import uk.wayleave.framework.Audience;
import uk.wayleave.framework.Basis;
import uk.wayleave.framework.ClauseId;
import uk.wayleave.framework.ContentHash;
import uk.wayleave.framework.ControllerId;
import uk.wayleave.framework.Destination;
import uk.wayleave.framework.Effect;
import uk.wayleave.framework.Framework;
import uk.wayleave.framework.Instruction;
import uk.wayleave.framework.InstructionId;
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
import uk.wayleave.framework.clause.Clauses;
import uk.wayleave.gateway.forward.Alarm;
import uk.wayleave.gateway.forward.AlarmKind;
import uk.wayleave.gateway.forward.BreakerSettings;
import uk.wayleave.gateway.forward.ForwardSettings;
import uk.wayleave.gateway.forward.StreetManager;
import uk.wayleave.gateway.governor.Governor;
import uk.wayleave.gateway.governor.GovernorSettings;
import uk.wayleave.gateway.governor.Governors;
import uk.wayleave.gateway.notification.NotificationParts;
import uk.wayleave.gateway.notification.NotificationSettings;
import uk.wayleave.gateway.scan.ScanParts;
import uk.wayleave.gateway.scan.ScanSettings;
import uk.wayleave.messages.receiver.ReceiverNetworks;
import uk.wayleave.messages.sns.SnsHttp;
import uk.wayleave.register.AccountId;
import uk.wayleave.register.Actor;
import uk.wayleave.register.Authority;
import uk.wayleave.register.Body;
import uk.wayleave.register.Register;
import uk.wayleave.register.agreement.AgreementContent;
import uk.wayleave.register.agreement.ContractTerm;
import uk.wayleave.register.agreement.LegalBody;
import uk.wayleave.register.agreement.Particulars;
import uk.wayleave.register.agreement.RegisteredAgreement;
import uk.wayleave.register.credential.NewSecret;
import uk.wayleave.register.instruction.NewInstruction;
import uk.wayleave.register.ledger.PostgresLedger;
import uk.wayleave.register.postgres.Database;
import uk.wayleave.register.postgres.DatabaseAddress;
import uk.wayleave.register.postgres.DatabaseTimeouts;
import uk.wayleave.register.postgres.PoolSizes;
import uk.wayleave.register.postgres.TemporaryPostgres;
import uk.wayleave.register.request.InstructionRequests;
import uk.wayleave.register.request.WantedInstruction;
import uk.wayleave.register.snapshot.Organisation;
import uk.wayleave.register.token.TokenLifetimes;
import uk.wayleave.register.token.Tokens;
import uk.wayleave.register.vault.AccountHosts;
import uk.wayleave.register.vault.MasterKey;
import uk.wayleave.register.vault.OpenedAccount;
import uk.wayleave.streetmanager.ApiVersion;
import uk.wayleave.streetmanager.Catalogue;
import uk.wayleave.streetmanager.FieldProfileFile;
import uk.wayleave.streetmanager.Operation;

/**
 * A gateway on real parts, with a water company and a county council as Controllers, each with an agreement with the same
 * integrator. All of them are fictional.
 */
public final class World implements AutoCloseable {
    public static final String WATER_CODE = "9981";
    public static final String FIBRE_CODE = "9982";
    public static final String COUNTY_CODE = "9983";
    public static final String COUNTY_WORKS_CODE = "9984";
    public static final String COUNTY_DATA_CODE = "9985";
    public static final String PLANNER = "jo.planner";
    public static final String PLANNER_NAME = "Jo Planner";

    /** Without the circuit breaker, which has a test of its own. */
    private static final ForwardSettings FORWARD = ForwardSettings.defaults()
            .withBreaker(new BreakerSettings(10_000, 10_000, 100, Duration.ofSeconds(1), Duration.ofSeconds(1)));

    private static final Actor SETUP = new Actor.Setup();

    public final MovableClock clock;
    public final DatabaseAddress address;
    public final Catalogue catalogue;
    public final Database database;
    public final Register register;
    public final PostgresLedger ledger;
    public final StreetManager streetManager;
    public final Gateway gateway;
    public final Http http;
    public final Party water;
    public final Party county;
    public final IntegratorId integrator;
    public final ProductId product;

    /** What people were told of accounts. */
    public final AlarmBell alarms = new AlarmBell();

    public final Governor governor;

    private final GovernorSettings governorSettings;
    private final MasterKey key;
    private final byte[] secret;
    private final PersonId vendor;
    private final URI upstream;
    private final Map<String, OpenedAccount> accounts;
    private final Options options;

    /** Keeps the alarms that were raised, and logs them. */
    public static final class AlarmBell implements Alarm {
        private final Queue<Rung> rung = new ConcurrentLinkedQueue<>();

        record Rung(AlarmKind kind, ControllerId controller) {}

        @Override
        public void raise(AlarmKind kind, ControllerId controller, AccountId account) {
            rung.add(new Rung(kind, controller));
            Alarm.logging().raise(kind, controller, account);
        }

        /** Those since the last time. */
        List<Rung> take() {
            List<Rung> taken = List.copyOf(rung);
            rung.clear();
            return taken;
        }
    }

    /** What a test may set differently. */
    public record Options(
            MovableClock clock,
            DatabaseAddress address,
            UnaryOperator<GatewaySettings> settings,
            UnaryOperator<LedgerStore> ledger,
            UnaryOperator<ForwardSettings> forward,
            UnaryOperator<GovernorSettings> governor,
            Map<String, OpenedAccount> accounts,
            DatabaseTimeouts timeouts,
            NotificationSettings notifications,
            Supplier<SnsHttp> amazon,
            Catalogue catalogue) {
        public static Options usual() {
            return at(TemporaryPostgres.newDatabase());
        }

        /** The same over a database that is there. */
        static Options at(DatabaseAddress address) {
            return new Options(
                    new MovableClock(),
                    address,
                    UnaryOperator.identity(),
                    UnaryOperator.identity(),
                    UnaryOperator.identity(),
                    UnaryOperator.identity(),
                    Map.of(),
                    DatabaseTimeouts.defaults(),
                    NotificationSettings.defaults().reaching(ReceiverNetworks.LOOPBACK_TOO),
                    SnsHttp::start,
                    Catalogue.load());
        }

        public Options with(MovableClock other) {
            return new Options(
                    other,
                    address,
                    settings,
                    ledger,
                    forward,
                    governor,
                    accounts,
                    timeouts,
                    notifications,
                    amazon,
                    catalogue);
        }

        public Options withAddress(DatabaseAddress other) {
            return new Options(
                    clock,
                    other,
                    settings,
                    ledger,
                    forward,
                    governor,
                    accounts,
                    timeouts,
                    notifications,
                    amazon,
                    catalogue);
        }

        public Options withSettings(UnaryOperator<GatewaySettings> other) {
            return new Options(
                    clock,
                    address,
                    other,
                    ledger,
                    forward,
                    governor,
                    accounts,
                    timeouts,
                    notifications,
                    amazon,
                    catalogue);
        }

        public Options withLedger(UnaryOperator<LedgerStore> other) {
            return new Options(
                    clock,
                    address,
                    settings,
                    other,
                    forward,
                    governor,
                    accounts,
                    timeouts,
                    notifications,
                    amazon,
                    catalogue);
        }

        public Options withForward(UnaryOperator<ForwardSettings> other) {
            return new Options(
                    clock,
                    address,
                    settings,
                    ledger,
                    other,
                    governor,
                    accounts,
                    timeouts,
                    notifications,
                    amazon,
                    catalogue);
        }

        /** Over settings that are in nobody's way. */
        public Options withGovernor(UnaryOperator<GovernorSettings> other) {
            return new Options(
                    clock,
                    address,
                    settings,
                    ledger,
                    forward,
                    other,
                    accounts,
                    timeouts,
                    notifications,
                    amazon,
                    catalogue);
        }

        /** By SWA code; what signs the Controllers' accounts in. */
        public Options withAccounts(Map<String, OpenedAccount> other) {
            return new Options(
                    clock,
                    address,
                    settings,
                    ledger,
                    forward,
                    governor,
                    other,
                    timeouts,
                    notifications,
                    amazon,
                    catalogue);
        }

        public Options withNotifications(NotificationSettings other) {
            return new Options(
                    clock, address, settings, ledger, forward, governor, accounts, timeouts, other, amazon, catalogue);
        }

        public Options withAmazon(Supplier<SnsHttp> other) {
            return new Options(
                    clock,
                    address,
                    settings,
                    ledger,
                    forward,
                    governor,
                    accounts,
                    timeouts,
                    notifications,
                    other,
                    catalogue);
        }

        NotificationParts notificationsOver(Register register) {
            return new NotificationParts(register.notifications(), notifications, amazon);
        }

        public Options withCatalogue(Catalogue other) {
            return new Options(
                    clock,
                    address,
                    settings,
                    ledger,
                    forward,
                    governor,
                    accounts,
                    timeouts,
                    notifications,
                    amazon,
                    other);
        }

        public Options withTimeouts(DatabaseTimeouts other) {
            return new Options(
                    clock,
                    address,
                    settings,
                    ledger,
                    forward,
                    governor,
                    accounts,
                    other,
                    notifications,
                    amazon,
                    catalogue);
        }
    }

    /** A Controller with its agreement and its credential for the one product. */
    public record Party(
            ControllerId id,
            AgreementId agreement,
            PersonId planner,
            Actor administrator,
            String clientId,
            String secret) {
        @Override
        public String toString() {
            return "Party[" + id + "]";
        }
    }

    private World(URI upstream, Options options) {
        this.upstream = upstream;
        this.options = options;
        this.clock = options.clock();
        this.address = options.address();
        this.accounts = options.accounts();
        this.catalogue = options.catalogue();
        this.secret = new byte[32];
        new SecureRandom().nextBytes(secret);
        this.key = MasterKey.of(secret);
        this.database = Database.open(address, key.roleKey(), new PoolSizes(8, 4, 2, 1), options.timeouts());
        this.register = Register.open(
                        database, key, clock, TokenLifetimes.asStreetManagers(), AccountHosts.LOOPBACK_TOO)
                .orElseThrow();
        this.ledger = PostgresLedger.open(database);
        this.integrator = register.integrators()
                .register("Fieldline", SETUP)
                .orElseThrow()
                .id();
        nameContacts(integrator);
        this.product = register.products()
                .register(integrator, "Fieldline Works", SETUP)
                .orElseThrow()
                .id();
        this.vendor = person(new Body.OfIntegrator(integrator), "vendor", "Vera Vendor", Authority.SIGN);
        this.water = party(
                "Northmere Water Limited",
                List.of(new Organisation(new SwaCode(WATER_CODE), "Northmere Water", WATER_CODE, Set.of("ZW"))),
                Map.of(WATER_CODE, "Planner"));
        this.county = party(
                "Ashcombe County Council",
                List.of(
                        new Organisation(
                                new SwaCode(COUNTY_CODE), "Ashcombe County Council", COUNTY_CODE, Set.of("ZC")),
                        new Organisation(
                                new SwaCode(COUNTY_WORKS_CODE),
                                "Ashcombe County Council Highways Delivery",
                                COUNTY_WORKS_CODE,
                                Set.of("ZP")),
                        new Organisation(
                                new SwaCode(COUNTY_DATA_CODE), "Ashcombe Open Data", COUNTY_DATA_CODE, Set.of("ZO"))),
                Map.of(COUNTY_CODE, "HighwayAuthority", COUNTY_WORKS_CODE, "Planner", COUNTY_DATA_CODE, "DataExport"));
        this.governorSettings = options.governor().apply(Governors.unlimited());
        this.governor = Governor.start(governorSettings, register.allotments(), clock);
        this.streetManager =
                StreetManager.start(options.forward().apply(FORWARD), governor, register.accounts(), clock, alarms);
        this.gateway = Gateway.start(
                options.settings().apply(GatewaySettings.onLoopback(0)),
                new GatewayParts(
                        catalogue,
                        new Framework(new Clauses(), FieldProfileFile.load()),
                        register.snapshots(),
                        register.tokens(),
                        options.ledger().apply(ledger),
                        streetManager,
                        register.holdings(),
                        controller -> FingerprintKey.of(key.fingerprintKey(controller), controller.value()),
                        options.notificationsOver(register),
                        register.repeats(),
                        register.courtesy(),
                        scans(register),
                        clock));
        this.http = new Http(gateway.baseUri());
    }

    /** Looked for often, and carried on without a pause. */
    private static ScanParts scans(Register register) {
        return new ScanParts(
                register.textScanRuns(),
                ScanSettings.usual().withLook(Duration.ofMillis(100)).withPause(10, Duration.ZERO));
    }

    /** A gateway in front of that upstream. */
    public static World before(URI upstream, Options options) {
        return new World(upstream, options);
    }

    /** Every operation of a version that is forwarded. */
    public Set<OperationId> forwarded(ApiVersion version) {
        return catalogue.operations(version).stream()
                .filter(operation -> !operation.accountAdministration())
                .map(Operation::id)
                .collect(Collectors.toSet());
    }

    private Set<OperationId> all() {
        return catalogue.versions().stream()
                .flatMap(version -> forwarded(version).stream())
                .collect(Collectors.toSet());
    }

    /**
     * An integrator with one product.
     *
     * @param signatory who signs for it
     */
    public record Vendor(IntegratorId integrator, ProductId product, PersonId signatory) {}

    /** Another integrator. */
    public Vendor vendor(String name) {
        IntegratorId id =
                register.integrators().register(name, SETUP).orElseThrow().id();
        nameContacts(id);
        return new Vendor(
                id,
                register.products()
                        .register(id, name + " Works", SETUP)
                        .orElseThrow()
                        .id(),
                person(new Body.OfIntegrator(id), "vendor", "Vince Vendor", Authority.SIGN));
    }

    private void nameContacts(IntegratorId id) {
        for (String name : List.of("Vera Vendor", "Vic Vendor"))
            register.technicalContacts()
                    .name(id, name, "duty@vendor.example", "", SETUP)
                    .orElseThrow();
    }

    /** Another Controller with an agreement, accounts by the SWA codes of its organisations and their roles. */
    public Party party(String name, List<Organisation> organisations, Map<String, String> roles) {
        return party(new Vendor(integrator, product, vendor), name, organisations, roles);
    }

    /** The same, served by a certain integrator. */
    public Party party(Vendor by, String name, List<Organisation> organisations, Map<String, String> roles) {
        ControllerId id =
                register.controllers().register(name, SETUP).orElseThrow().id();
        Body body = new Body.OfController(id);
        for (Organisation organisation : organisations) {
            register.organisations().register(id, organisation, SETUP).orElseThrow();
        }
        PersonId planner = person(body, PLANNER, PLANNER_NAME, Authority.INSTRUCT);
        PersonId signatory = person(body, "signatory", "Sam Signatory", Authority.SIGN);
        Actor administrator =
                new Actor.Someone(person(body, "administrator", "Ada Administrator", Authority.ADMINISTER));
        AgreementId agreement = agreement(id, by, administrator, signatory);
        roles.forEach((code, role) -> register.accounts()
                .set(
                        id,
                        agreement,
                        new SwaCode(code),
                        upstream,
                        role,
                        accounts.getOrDefault(
                                code, new OpenedAccount("api" + code + "@example.org", "upstream-secret-" + code)),
                        administrator)
                .orElseThrow());
        NewSecret secret = register.credentials()
                .issue(id, agreement, by.product(), administrator)
                .orElseThrow();
        return new Party(
                id, agreement, planner, administrator, secret.credential().clientId(), secret.secret());
    }

    private AgreementId agreement(ControllerId controller, Vendor by, Actor administrator, PersonId signatory) {
        AgreementContent content = new AgreementContent(
                        Basis.PROCESSOR_AGREEMENT,
                        new ContentHash("ab".repeat(32)),
                        EnumSet.allOf(ClauseId.class),
                        EnumSet.allOf(Purpose.class).stream()
                                .filter(Purpose::servesTheController)
                                .collect(Collectors.toSet()),
                        catalogue.versions().stream().map(ApiVersion::segment).collect(Collectors.toSet()),
                        all(),
                        Tier.T2,
                        Scope.all(),
                        Map.of(by.product(), List.of(new Destination("Permit desk", "GB", Audience.CONTROLLER_STAFF))),
                        List.of(),
                        30,
                        Map.of(Effect.READ, ProofLevel.L1, Effect.WRITE, ProofLevel.L2),
                        clock.instant().minus(Duration.ofDays(1)),
                        clock.instant().plus(Duration.ofDays(365)))
                .with(particulars());
        RegisteredAgreement draft = register.agreements()
                .draft(controller, by.integrator(), content, administrator)
                .orElseThrow();
        register.agreements().offer(controller, draft.id(), administrator).orElseThrow();
        for (PersonId signer : List.of(signatory, by.signatory())) {
            register.agreements()
                    .sign(controller, draft.id(), 1, draft.current().hash(), new Actor.Someone(signer))
                    .orElseThrow();
        }
        register.agreements().activate(controller, draft.id(), administrator).orElseThrow();
        return draft.id();
    }

    private Particulars particulars() {
        return new Particulars(
                new LegalBody("A Controller", Set.of(new SwaCode("9101")), "ZA123456"),
                new LegalBody("Fieldline Limited", Set.of(), "ZB654321"),
                ContractTerm.of(Basis.PROCESSOR_AGREEMENT).stream()
                        .collect(Collectors.toMap(Function.identity(), term -> "clause 4, " + term.source())),
                "",
                "Works are planned in Fieldline.",
                "DPIA-7",
                Optional.of(LocalDate.ofInstant(clock.instant().plus(Duration.ofDays(180)), ZoneOffset.UTC)));
    }

    /** Puts other content in force in a party's agreement, signed by both sides. */
    public void amend(Party party, UnaryOperator<AgreementContent> change) {
        RegisteredAgreement proposed = register.agreements()
                .amend(
                        party.id(),
                        party.agreement(),
                        change.apply(register.agreements()
                                .find(party.id(), party.agreement())
                                .orElseThrow()
                                .current()
                                .content()),
                        party.administrator())
                .orElseThrow();
        var version = proposed.amendment().orElseThrow();
        for (Body side : List.of(new Body.OfController(party.id()), new Body.OfIntegrator(integrator))) {
            Actor signatory = register.people().of(side).stream()
                    .filter(person -> person.authorities().contains(Authority.SIGN))
                    .map(person -> new Actor.Someone(person.id()))
                    .findFirst()
                    .orElseThrow();
            register.agreements()
                    .sign(party.id(), party.agreement(), version.version(), version.hash(), signatory)
                    .orElseThrow();
        }
    }

    /** A standing instruction of the party's planner, changed in some way. */
    public InstructionId instructed(Party party, UnaryOperator<NewInstruction> change) {
        NewInstruction usual = new NewInstruction(
                party.agreement(),
                product,
                InstructionKind.STANDING,
                Purpose.MANAGE_OWN_PERMITS,
                all(),
                Scope.all(),
                Tier.T2,
                clock.instant(),
                clock.instant().plus(Duration.ofDays(30)),
                OptionalLong.empty(),
                ProofLevel.L3,
                List.of(party.planner()));
        return register.instructions()
                .create(party.id(), change.apply(usual), new Actor.Someone(party.planner()))
                .orElseThrow()
                .id();
    }

    private PersonId person(Body body, String identifier, String name, Authority authority) {
        return register.people()
                .register(body, identifier, name, Set.of(authority), SETUP)
                .orElseThrow()
                .id();
    }

    /** A standing instruction of the party's planner for all that is forwarded. */
    public InstructionId instructed(Party party) {
        return instructed(party, Purpose.MANAGE_OWN_PERMITS, all(), Scope.all(), OptionalLong.empty());
    }

    /** A standing instruction of the party's planner. */
    public InstructionId instructed(
            Party party, Purpose purpose, Set<OperationId> operations, Scope<String> references, OptionalLong uses) {
        return instructed(party, purpose, operations, references, uses, List.of(party.planner()));
    }

    /** A standing instruction for several persons. */
    public InstructionId instructed(
            Party party,
            Purpose purpose,
            Set<OperationId> operations,
            Scope<String> references,
            OptionalLong uses,
            List<PersonId> persons) {
        NewInstruction wanted = new NewInstruction(
                party.agreement(),
                product,
                InstructionKind.STANDING,
                purpose,
                operations,
                references,
                Tier.T2,
                clock.instant(),
                clock.instant().plus(Duration.ofDays(30)),
                uses,
                ProofLevel.L3,
                persons);
        Instruction instruction = register.instructions()
                .create(party.id(), wanted, new Actor.Someone(party.planner()))
                .orElseThrow();
        return instruction.id();
    }

    /** An instruction that the planner approved for tokens of one key. */
    public InstructionId approvedForKey(Party party, String thumbprint) {
        String redirect = "https://permits.roadtide.example/back";
        register.redirects()
                .set(integrator, product, Set.of(redirect), new Actor.Setup())
                .orElseThrow();
        var wanted = new WantedInstruction(
                InstructionKind.SESSION,
                Purpose.MANAGE_OWN_PERMITS,
                Set.of(new OperationId("work.GetPermit")),
                Scope.all(),
                Optional.empty(),
                Tier.T2,
                false,
                clock.instant(),
                clock.instant().plus(Duration.ofDays(1)),
                OptionalLong.empty());
        var opened = register.requests()
                .push(
                        register.tokens().holder(party.clientId()).orElseThrow(),
                        new InstructionRequests.Pushed(
                                wanted,
                                redirect,
                                Optional.empty(),
                                "A".repeat(43),
                                Optional.of(thumbprint),
                                Optional.empty()))
                .orElseThrow();
        return register.requests()
                .approve(party.id(), opened.request().id(), party.planner())
                .orElseThrow()
                .instruction()
                .id();
    }

    /** Another registered person of the party. */
    public PersonId colleague(Party party, String identifier, String name) {
        return person(new Body.OfController(party.id()), identifier, name, Authority.INSTRUCT);
    }

    /** An access token, bound to an instruction where there is one. */
    public String token(Party party, Optional<InstructionId> instruction) {
        return token(party, instruction, Optional.empty());
    }

    /** An access token for a purpose. */
    public String token(Party party, Optional<InstructionId> instruction, Optional<Purpose> purpose) {
        return switch (register.tokens().issue(party.clientId(), party.secret(), instruction, purpose)) {
            case Tokens.Issue.Issued issued -> issued.accessToken();
            case Tokens.Issue.Denied denied -> throw new IllegalStateException("The credential was denied.");
            case Tokens.Issue.UnknownInstruction unknown -> throw new IllegalStateException("No such instruction.");
            case Tokens.Issue.OtherKey other -> throw new IllegalStateException("The instruction is bound to a key.");
        };
    }

    /** A token bound to an instruction for everything. */
    public String tokenForEverything(Party party) {
        return token(party, Optional.of(instructed(party)));
    }

    /** Suspends the agreement of a party, as its administrator. */
    public void suspend(Party party) {
        register.agreements()
                .suspend(party.id(), party.agreement(), party.administrator())
                .orElseThrow();
    }

    public void resume(Party party) {
        register.agreements()
                .resume(party.id(), party.agreement(), party.administrator())
                .orElseThrow();
    }

    /** The key of the fingerprints that the ledger keeps of what a party was given. */
    public FingerprintKey fingerprintKey(Party party) {
        return FingerprintKey.of(key.fingerprintKey(party.id()), party.id().value());
    }

    /** Another node of the same installation: its own register, ledger and gateway on the same database. */
    public Node anotherNode() {
        return new Node(options, key, governorSettings);
    }

    /** What another process needs to be a node of this installation. */
    String nodeKey() {
        return HexFormat.of().formatHex(secret);
    }

    /** A node besides the first. */
    public static final class Node implements AutoCloseable {
        public final Gateway gateway;
        public final Http http;
        public final Register register;
        public final Governor governor;
        private final PostgresLedger ledger;
        private final StreetManager streetManager;

        /** One in a process of its own. */
        static Node of(Options options, String nodeKey) {
            return new Node(
                    options,
                    MasterKey.of(HexFormat.of().parseHex(nodeKey)),
                    options.governor().apply(Governors.unlimited()));
        }

        private Node(Options options, MasterKey key, GovernorSettings governorSettings) {
            MovableClock clock = options.clock();
            Database database = Database.open(
                    options.address(), key.roleKey(), new PoolSizes(4, 2, 1, 1), DatabaseTimeouts.defaults());
            register = Register.open(database, key, clock, TokenLifetimes.asStreetManagers(), AccountHosts.LOOPBACK_TOO)
                    .orElseThrow();
            ledger = PostgresLedger.open(database);
            governor = Governor.start(governorSettings, register.allotments(), clock);
            streetManager = StreetManager.start(
                    ForwardSettings.defaults(), governor, register.accounts(), clock, Alarm.logging());
            gateway = Gateway.start(
                    options.settings().apply(GatewaySettings.onLoopback(0)),
                    new GatewayParts(
                            options.catalogue(),
                            new Framework(new Clauses(), FieldProfileFile.load()),
                            register.snapshots(),
                            register.tokens(),
                            ledger,
                            streetManager,
                            register.holdings(),
                            controller -> FingerprintKey.of(key.fingerprintKey(controller), controller.value()),
                            options.notificationsOver(register),
                            register.repeats(),
                            register.courtesy(),
                            scans(register),
                            clock));
            http = new Http(gateway.baseUri());
        }

        @Override
        public void close() {
            gateway.close();
            streetManager.close();
            governor.close();
            ledger.close();
            register.close();
        }
    }

    /** What signs the Controllers in at Street Manager and must appear nowhere. */
    public Collection<String> upstreamSecrets() {
        List<String> secrets = new ArrayList<>();
        Map<String, OpenedAccount> all = new HashMap<>(accounts);
        for (String code : List.of(WATER_CODE, COUNTY_CODE, COUNTY_WORKS_CODE, COUNTY_DATA_CODE)) {
            all.putIfAbsent(code, new OpenedAccount("", "upstream-secret-" + code));
        }
        all.values().forEach(account -> secrets.add(account.password()));
        return secrets;
    }

    @Override
    public void close() {
        gateway.close();
        streetManager.close();
        governor.close();
        ledger.close();
        register.close();
    }
}
