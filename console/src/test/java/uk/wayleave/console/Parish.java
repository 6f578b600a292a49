package uk.wayleave.console;

import com.microsoft.playwright.options.SameSiteAttribute;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import uk.wayleave.console.product.Doors;
import uk.wayleave.console.web.Cookie;
import uk.wayleave.control.ControlPlane;
import uk.wayleave.control.ControlSettings;
import uk.wayleave.control.PagesForPeople;
import uk.wayleave.control.http.Role;
import uk.wayleave.control.openid.ProviderSignIns;
import uk.wayleave.control.signin.AttemptLimits;
import uk.wayleave.control.signin.Attempts;
import uk.wayleave.control.signin.Passwords;
import uk.wayleave.control.signin.SignIns;
import uk.wayleave.evidence.AppendResult;
import uk.wayleave.evidence.Draft;
import uk.wayleave.evidence.EntryKind;
import uk.wayleave.evidence.Facts;
import uk.wayleave.framework.Audience;
import uk.wayleave.framework.Basis;
import uk.wayleave.framework.ClauseId;
import uk.wayleave.framework.ContentHash;
import uk.wayleave.framework.Control;
import uk.wayleave.framework.ControllerId;
import uk.wayleave.framework.Destination;
import uk.wayleave.framework.Effect;
import uk.wayleave.framework.Instruction;
import uk.wayleave.framework.InstructionKind;
import uk.wayleave.framework.IntegratorId;
import uk.wayleave.framework.OperationId;
import uk.wayleave.framework.ProofLevel;
import uk.wayleave.framework.Purpose;
import uk.wayleave.framework.Scope;
import uk.wayleave.framework.SwaCode;
import uk.wayleave.framework.Tier;
import uk.wayleave.framework.clause.Clauses;
import uk.wayleave.messages.receiver.ReceiverNetworks;
import uk.wayleave.pages.browser.Browsers;
import uk.wayleave.pages.browser.Browsers.View;
import uk.wayleave.pages.browser.Visitor;
import uk.wayleave.register.AccountId;
import uk.wayleave.register.Actor;
import uk.wayleave.register.Body;
import uk.wayleave.register.Register;
import uk.wayleave.register.agreement.AgreementContent;
import uk.wayleave.register.agreement.ContractTerm;
import uk.wayleave.register.agreement.Gaps;
import uk.wayleave.register.agreement.LegalBody;
import uk.wayleave.register.agreement.Particulars;
import uk.wayleave.register.agreement.RegisteredAgreement;
import uk.wayleave.register.agreement.SubProcessor;
import uk.wayleave.register.agreement.TechnicalContact;
import uk.wayleave.register.call.Week;
import uk.wayleave.register.credential.NewSecret;
import uk.wayleave.register.instruction.NewInstruction;
import uk.wayleave.register.instruction.Objection;
import uk.wayleave.register.ledger.LedgerReader;
import uk.wayleave.register.ledger.PostgresLedger;
import uk.wayleave.register.party.Product;
import uk.wayleave.register.party.RegisteredPerson;
import uk.wayleave.register.postgres.Database;
import uk.wayleave.register.postgres.DatabaseTimeouts;
import uk.wayleave.register.postgres.PoolSizes;
import uk.wayleave.register.postgres.TemporaryPostgres;
import uk.wayleave.register.request.InstructionRequest;
import uk.wayleave.register.request.WantedInstruction;
import uk.wayleave.register.scan.TextScan;
import uk.wayleave.register.snapshot.Organisation;
import uk.wayleave.register.token.TokenLifetimes;
import uk.wayleave.register.trust.TrustedIssuer;
import uk.wayleave.register.vault.MasterKey;
import uk.wayleave.register.vault.OpenedAccount;
import uk.wayleave.streetmanager.Catalogue;

/**
 * A control plane with its console on a real PostgreSQL, with two Controllers, two integrators and a person in every role
 * of each, all fictional.
 */
final class Parish implements AutoCloseable {
    static final String PASSWORD = "correct horse battery";

    final Clock clock = Clock.systemUTC();
    private final MasterKey key = MasterKey.of(new byte[32]);
    private final Database database = Database.open(
            TemporaryPostgres.newDatabase(), key.roleKey(), new PoolSizes(6, 3, 3, 2), DatabaseTimeouts.defaults());
    final Register register = Register.open(database, key, clock, TokenLifetimes.asStreetManagers())
            .orElseThrow();
    private final PostgresLedger ledger = PostgresLedger.open(database);
    private final Passwords passwords = new Passwords(1000);
    final ControlPlane plane = ControlPlane.start(
            ControlSettings.defaults()
                    .hashing(1000)
                    .trusting(ReceiverNetworks.LOOPBACK_TOO)
                    .wiredWith(Set.of(Control.AGREEMENT_GATE, Control.ATTESTATIONS))
                    .braking(new AttemptLimits(3, 1000, 1000, Duration.ofSeconds(2), Duration.ofMinutes(15))),
            register,
            ledger,
            new LedgerReader(database),
            Catalogue.load(),
            password -> {},
            console());
    final ControllerId water = register.controllers()
            .register("Mallow Water", new Actor.Setup())
            .orElseThrow()
            .id();
    final ControllerId council = register.controllers()
            .register("Tarn Borough Council", new Actor.Setup())
            .orElseThrow()
            .id();
    final IntegratorId roadtide = register.integrators()
            .register("Roadtide", new Actor.Setup())
            .orElseThrow()
            .id();
    final IntegratorId kerbworks = register.integrators()
            .register("Kerbworks", new Actor.Setup())
            .orElseThrow()
            .id();
    final Product permits = register.products()
            .register(roadtide, "Roadtide Permits", new Actor.Setup())
            .orElseThrow();
    final List<TechnicalContact> contacts = Stream.of("Vera Vendor", "Vic Vendor")
            .map(name -> register.technicalContacts()
                    .name(roadtide, name, "duty@roadtide.example", "", new Actor.Setup())
                    .orElseThrow())
            .toList();
    final Organisation ofTheWater = organisation(water, "9101", "QA");
    final Map<Role, RegisteredPerson> ofWater = people(new Body.OfController(water), "water");
    final Map<Role, RegisteredPerson> ofCouncil = people(new Body.OfController(council), "council");
    final Map<Role, RegisteredPerson> ofRoadtide = people(new Body.OfIntegrator(roadtide), "roadtide");
    final Map<Role, RegisteredPerson> ofKerbworks = people(new Body.OfIntegrator(kerbworks), "kerbworks");
    final Map<Role, RegisteredPerson> ofOperator = people(new Body.Operator(), "operator");

    /** Registers an organisation; the council has none to begin with. */
    Organisation organisation(ControllerId controller, String code, String prefix) {
        var organisation = new Organisation(new SwaCode(code), "Organisation " + code, "ORG-" + code, Set.of(prefix));
        return register.organisations()
                .register(controller, organisation, new Actor.Setup())
                .orElseThrow();
    }

    private Map<Role, RegisteredPerson> people(Body body, String tag) {
        Map<Role, RegisteredPerson> people = new EnumMap<>(Role.class);
        for (Role role : Role.values())
            if (role.kind() == Role.Kind.of(body)) people.put(role, person(body, tag, role));
        return people;
    }

    private RegisteredPerson person(Body body, String tag, Role role) {
        String name = tag + "-" + role.wireName();
        RegisteredPerson person = register.people()
                .register(body, name, "Pat " + role.wireName(), role.authorities(), new Actor.Setup())
                .orElseThrow();
        return register.people()
                .setSignIn(body, person.id(), name, passwords.hash(PASSWORD), new Actor.Setup())
                .orElseThrow();
    }

    /** Enough for the console to say which addresses it has. */
    PagesForPeople.Parts parts() {
        return parts(address());
    }

    /** With our own address as others see it. */
    PagesForPeople.Parts parts(URI address) {
        return new PagesForPeople.Parts(
                register,
                new SignIns(register, passwords, new Attempts(AttemptLimits.defaults(), clock), Duration.ofHours(1)),
                new ProviderSignIns(register, () -> address, Duration.ofHours(1), ReceiverNetworks.LOOPBACK_TOO),
                passwords,
                new LedgerReader(database),
                Catalogue.load(),
                new Clauses(),
                Set.of(),
                clock,
                () -> address,
                false,
                () -> {});
    }

    /** There is no data plane here; calls are tried where there is one. */
    Console console() {
        return new Console("Wayleave", () -> new Doors(address(), URI.create("http://localhost:1")));
    }

    URI address() {
        return URI.create("http://localhost:" + plane.baseUrl().getPort());
    }

    /** The token of a session of a person who has signed in. */
    String session(RegisteredPerson person) {
        return register.sessions()
                .begin(person, Duration.ofHours(1))
                .orElseThrow()
                .token();
    }

    /** Somebody in a browser who has signed in. */
    Visitor visitor(Browsers browsers, RegisteredPerson person, View view) {
        Visitor visitor = browsers.visitor(address(), view);
        visitor.context()
                .addCookies(List.of(new com.microsoft.playwright.options.Cookie(Cookie.SESSION, session(person))
                        .setUrl("https://localhost")
                        .setHttpOnly(true)
                        .setSecure(true)
                        .setSameSite(SameSiteAttribute.LAX)));
        return visitor;
    }

    Visitor visitor(Browsers browsers, RegisteredPerson person) {
        return visitor(browsers, person, View.DESK);
    }

    AgreementContent content() {
        return new AgreementContent(
                        Basis.PROCESSOR_AGREEMENT,
                        new ContentHash("ab".repeat(32)),
                        Gaps.toAttest(Basis.PROCESSOR_AGREEMENT),
                        Set.of(Purpose.MANAGE_OWN_PERMITS),
                        Set.of("v6"),
                        Set.of(new OperationId("work.CreateWork"), new OperationId("work.GetWork")),
                        Tier.T2,
                        new Scope.All<>(),
                        Map.of(permits.id(), List.of(new Destination("Permit desk", "GB", Audience.CONTROLLER_STAFF))),
                        List.of(new SubProcessor("Cumulus Hosting", "GB")),
                        30,
                        Map.of(Effect.READ, ProofLevel.L1, Effect.WRITE, ProofLevel.L2),
                        Instant.parse("2026-01-01T00:00:00Z"),
                        Instant.parse("2036-01-01T00:00:00Z"))
                .with(new Particulars(
                        new LegalBody("Mallow Water Limited", Set.of(new SwaCode("9101")), "ZA123456"),
                        new LegalBody("Roadtide Systems Limited", Set.of(), "ZB654321"),
                        ContractTerm.of(Basis.PROCESSOR_AGREEMENT).stream()
                                .collect(Collectors.toMap(Function.identity(), term -> "clause 4, " + term.source())),
                        "",
                        "Planners apply for permits in Roadtide.",
                        "DPIA-7",
                        Optional.of(LocalDate.of(2031, 1, 1))));
    }

    RegisteredAgreement draft(ControllerId controller) {
        return register.agreements()
                .draft(controller, roadtide, content(), new Actor.Setup())
                .orElseThrow();
    }

    /** An agreement with Roadtide, signed by both and in force. */
    RegisteredAgreement inForce(ControllerId controller) {
        RegisteredAgreement agreement = draft(controller);
        var all = register.agreements();
        var setup = new Actor.Setup();
        all.offer(controller, agreement.id(), setup).orElseThrow();
        Map<Role, RegisteredPerson> people = controller.equals(water) ? ofWater : ofCouncil;
        for (RegisteredPerson signer :
                List.of(in(people, Role.INFORMATION_GOVERNANCE_OFFICER), in(ofRoadtide, Role.INTEGRATOR_ADMINISTRATOR)))
            all.sign(controller, agreement.id(), 1, agreement.current().hash(), new Actor.Someone(signer.id()))
                    .orElseThrow();
        return all.activate(controller, agreement.id(), setup).orElseThrow();
    }

    /** A credential of Roadtide's product under an agreement, in force or not. */
    NewSecret credential(RegisteredAgreement agreement) {
        return register.credentials()
                .issue(agreement.controller(), agreement.id(), permits.id(), new Actor.Setup())
                .orElseThrow();
    }

    /** What the product asks a person for. */
    WantedInstruction wanted() {
        return new WantedInstruction(
                InstructionKind.SESSION,
                Purpose.MANAGE_OWN_PERMITS,
                Set.of(new OperationId("work.CreateWork"), new OperationId("work.GetWork")),
                Scope.all(),
                Optional.empty(),
                Tier.T2,
                false,
                clock.instant(),
                clock.instant().plus(Duration.ofHours(8)),
                OptionalLong.of(20));
    }

    /** A standing instruction of the Controller's requester. */
    Instruction given(RegisteredAgreement agreement) {
        RegisteredPerson requester = in(agreement.controller().equals(water) ? ofWater : ofCouncil, Role.REQUESTER);
        return register.instructions()
                .create(
                        agreement.controller(),
                        new NewInstruction(
                                agreement.id(),
                                permits.id(),
                                InstructionKind.STANDING,
                                Purpose.MANAGE_OWN_PERMITS,
                                Set.of(new OperationId("work.GetWork")),
                                Scope.all(),
                                Tier.T2,
                                clock.instant(),
                                clock.instant().plus(Duration.ofDays(30)),
                                OptionalLong.empty(),
                                ProofLevel.L3,
                                List.of(requester.id())),
                        new Actor.Someone(requester.id()))
                .orElseThrow();
    }

    /** A scan that goes on, ordered by the Controller's administrator. */
    TextScan scan(Instruction instruction) {
        return register.textScans()
                .order(
                        instruction.controller(),
                        instruction.id(),
                        30,
                        new Actor.Someone(
                                in(ofWater, Role.CONTROLLER_ADMINISTRATOR).id()))
                .orElseThrow();
    }

    List<TextScan> scans(ControllerId controller) {
        return register.textScans().of(controller);
    }

    /** The requester's objection to what is done under an instruction this week. */
    Objection objected(Instruction instruction) {
        return register.objections()
                .raise(
                        instruction.controller(),
                        instruction.id(),
                        Week.of(clock.instant()),
                        instruction.persons().getFirst().id())
                .orElseThrow();
    }

    /** An account in the vault, of an organisation of Mallow Water's. */
    AccountId account(RegisteredAgreement agreement) {
        return register.accounts()
                .set(
                        agreement.controller(),
                        agreement.id(),
                        ofTheWater.swaCode(),
                        URI.create("https://streetmanager.example"),
                        "Planner",
                        new OpenedAccount("api@mallow.example", "the account's password"),
                        new Actor.Setup())
                .orElseThrow()
                .account()
                .id();
    }

    /** A public key that a system of a Controller's might have. */
    static String publicKeys() {
        try {
            return new JWKSet(new ECKeyGenerator(Curve.P_256).keyID("works-1").generate()).toString(true);
        } catch (JOSEException impossible) {
            throw new AssertionError(impossible);
        }
    }

    /** A system of the Controller's that signs instructions. */
    TrustedIssuer trusted(ControllerId controller) {
        return register.trustedIssuers()
                .register(
                        controller,
                        "https://works.mallow.example",
                        TrustedIssuer.Serves.INSTRUCTIONS,
                        publicKeys(),
                        "sub",
                        new Actor.Someone(
                                in(controller.equals(water) ? ofWater : ofCouncil, Role.CONTROLLER_ADMINISTRATOR)
                                        .id()))
                .orElseThrow();
    }

    /** A request that waits for anybody of the Controller's who may instruct. */
    InstructionRequest asked(NewSecret secret) {
        return register.requests()
                .ask(register.tokens().holder(secret.credential().clientId()).orElseThrow(), wanted(), Optional.empty())
                .orElseThrow();
    }

    /** Calls of whom the ledger has something, by their ids, and the first entry of the refused one. */
    record Calls(UUID answered, UUID refused, UUID entry) {}

    /** Writes into the ledger what the gateway writes of an answered and a refused call; there is no gateway here. */
    Calls calls(RegisteredAgreement agreement) {
        UUID answered = UUID.randomUUID();
        UUID refused = UUID.randomUUID();
        UUID entry = UUID.randomUUID();
        String jo = in(ofWater, Role.REQUESTER).id().toString();
        Facts.Builder intent = ofCall("work.GetWork")
                .text("agreement", agreement.id().toString())
                .count("agreement_version", 1)
                .text("instruction", UUID.randomUUID().toString())
                .text("purpose", "manage-own-permits")
                .text("effect", "READ")
                .text("tier", "T2")
                .text("part", "PROVEN")
                .text("acting", "FOR_ITSELF")
                .text("person", jo)
                .text("personal_data_warned", "name:2 telephone:1")
                .texts("references", List.of("QA001X77"))
                .texts(
                        "clauses",
                        Arrays.stream(ClauseId.values()).map(ClauseId::toString).toList());
        write(agreement, UUID.randomUUID(), answered, EntryKind.INTENT, intent);
        write(
                agreement,
                UUID.randomUUID(),
                answered,
                EntryKind.OUTCOME,
                ofCall("work.GetWork").text("upstream", "done"));
        write(
                agreement,
                UUID.randomUUID(),
                answered,
                EntryKind.RELEASE,
                ofCall("work.GetWork").count("status", 200).count("bytes", 2048).count("masked_values", 3));
        write(
                agreement,
                entry,
                refused,
                EntryKind.REFUSAL,
                ofCall("work.CreateWork")
                        .count("status", 403)
                        .text("upstream", "not-sent")
                        .text("code", "refused-by-framework")
                        .texts("rules", List.of("A1.no-instruction", "A5c.journey-planning")));
        return new Calls(answered, refused, entry);
    }

    /** Calls under an instruction of the requester's, at an instant: one that read, one that wrote, one refused. */
    void callsUnder(RegisteredAgreement agreement, Instruction instruction, Instant at) {
        String jo = instruction.persons().getFirst().id().toString();
        for (String operation : List.of("work.GetWork", "work.CreateWork")) {
            UUID call = UUID.randomUUID();
            Facts.Builder intent = ofCall(operation)
                    .text("effect", operation.equals("work.GetWork") ? "READ" : "WRITE")
                    .text("instruction", instruction.id().toString())
                    .text("person", jo)
                    .texts("references", List.of("QA001X77"));
            write(agreement, UUID.randomUUID(), call, EntryKind.INTENT, intent, at);
            write(
                    agreement,
                    UUID.randomUUID(),
                    call,
                    EntryKind.OUTCOME,
                    ofCall(operation).text("upstream", "done"),
                    at);
            write(
                    agreement,
                    UUID.randomUUID(),
                    call,
                    EntryKind.RELEASE,
                    ofCall(operation).count("status", 200),
                    at);
        }
        write(
                agreement,
                UUID.randomUUID(),
                UUID.randomUUID(),
                EntryKind.REFUSAL,
                ofCall("work.GetWork")
                        .count("status", 403)
                        .text("instruction", instruction.id().toString())
                        .text("person", jo)
                        .text("code", "refused-by-framework")
                        .texts("rules", List.of("A1.reference")),
                at);
    }

    private Facts.Builder ofCall(String operation) {
        return new Facts.Builder()
                .text("integrator", roadtide.toString())
                .text("product", permits.id().toString())
                .text("operation", operation)
                .text("api_version", "v6");
    }

    private void write(RegisteredAgreement agreement, UUID id, UUID call, EntryKind kind, Facts.Builder facts) {
        write(agreement, id, call, kind, facts, clock.instant());
    }

    private void write(
            RegisteredAgreement agreement, UUID id, UUID call, EntryKind kind, Facts.Builder facts, Instant at) {
        AppendResult result = ledger.append(
                List.of(new Draft(id, kind, agreement.controller().value(), call, at, facts.build())), List.of());
        if (!(result instanceof AppendResult.Committed)) throw new IllegalStateException(result.toString());
    }

    static RegisteredPerson in(Map<Role, RegisteredPerson> people, Role role) {
        return Optional.ofNullable(people.get(role)).orElseThrow();
    }

    @Override
    public void close() {
        plane.close();
        ledger.close();
        register.close();
    }
}
