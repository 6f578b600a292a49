package uk.wayleave.control;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import uk.wayleave.control.http.Role;
import uk.wayleave.control.http.WireNames;
import uk.wayleave.control.signin.AttemptLimits;
import uk.wayleave.framework.Basis;
import uk.wayleave.framework.ClauseId;
import uk.wayleave.framework.Control;
import uk.wayleave.register.Register;
import uk.wayleave.register.agreement.ContractTerm;
import uk.wayleave.register.agreement.Gaps;
import uk.wayleave.register.ledger.LedgerReader;
import uk.wayleave.register.ledger.PostgresLedger;
import uk.wayleave.register.postgres.Database;
import uk.wayleave.register.postgres.DatabaseAddress;
import uk.wayleave.register.postgres.DatabaseTimeouts;
import uk.wayleave.register.postgres.PoolSizes;
import uk.wayleave.register.postgres.TemporaryPostgres;
import uk.wayleave.register.token.TokenLifetimes;
import uk.wayleave.register.vault.MasterKey;

/**
 * A control plane on a real PostgreSQL with two Controllers and two integrators, all fictional and all made through its
 * own API: each Controller and each integrator with a person in every role.
 */
final class Town implements AutoCloseable {
    static final String PASSWORD = "correct horse battery";

    final MovableClock clock = new MovableClock(Instant.now().truncatedTo(ChronoUnit.SECONDS));
    final MasterKey key = MasterKey.of(new byte[32]);
    final DatabaseAddress address = TemporaryPostgres.newDatabase();
    final Database database =
            Database.open(address, key.roleKey(), new PoolSizes(6, 3, 3, 2), DatabaseTimeouts.defaults());
    final Register register = Register.open(database, key, clock, TokenLifetimes.asStreetManagers())
            .orElseThrow();
    final PostgresLedger ledger = PostgresLedger.open(database);
    final ControlPlane plane = ControlPlane.start(
            ControlSettings.defaults()
                    .by(clock)
                    .hashing(1000)
                    .wiredWith(Set.of(Control.AGREEMENT_GATE, Control.ATTESTATIONS))
                    .braking(new AttemptLimits(3, 1000, 1000, Duration.ofSeconds(2), Duration.ofMinutes(15))),
            register,
            ledger,
            new LedgerReader(database));
    final Client nobody = Client.of(plane.baseUrl());
    final String adminPassword = plane.bootstrapPassword().orElseThrow();
    final Client operator = nobody.as(signIn("admin", adminPassword));
    final Client observer = observer();
    final Side water = controller("Mallow Water", "9101", "QA");
    final Side council = controller("Tarn Borough Council", "9102", "QB");
    final Side roadtide = integrator("Roadtide");
    final Side kerbworks = integrator("Kerbworks");
    final String product = roadtide.as(Role.INTEGRATOR_ADMINISTRATOR)
            .post(roadtide.path() + "/products", Map.of("name", "Roadtide Permits"))
            .text("/id");
    final List<String> contacts = Stream.of("Vera Vendor", "Vic Vendor")
            .map(name -> roadtide.as(Role.INTEGRATOR_ADMINISTRATOR)
                    .post(roadtide.path() + "/contacts", Map.of("name", name, "email", "duty@roadtide.example"))
                    .text("/id"))
            .toList();

    /** A Controller or an integrator with its people signed in. */
    record Side(String path, String id, Map<Role, Client> clients, Map<Role, String> persons) {
        Client as(Role role) {
            return Optional.ofNullable(clients.get(role)).orElseThrow();
        }

        String person(Role role) {
            return Optional.ofNullable(persons.get(role)).orElseThrow();
        }
    }

    String signIn(String name, String password) {
        Answer answer = nobody.post("/api/sign-in", Map.of("name", name, "password", password));
        if (answer.status() != 200) throw new AssertionError("Not signed in: " + answer.body());
        return answer.text("/token");
    }

    private Client observer() {
        person(operator, "/api/operator/people", "olive", "Olive Observer", Role.DFT_OBSERVER);
        return nobody.as(signIn("olive", PASSWORD));
    }

    private Side controller(String name, String code, String prefix) {
        String id = operator.post("/api/controllers", Map.of("name", name)).text("/id");
        Side side = side("/api/controllers/" + id, id, "c" + code, Role.CONTROLLER_ADMINISTRATOR, Role.Kind.CONTROLLER);
        side.as(Role.CONTROLLER_ADMINISTRATOR)
                .post(
                        side.path() + "/organisations",
                        Map.of(
                                "swa_code",
                                code,
                                "name",
                                name,
                                "reference",
                                "ORG-" + code,
                                "prefixes",
                                List.of(prefix)));
        return side;
    }

    private Side integrator(String name) {
        String id = operator.post("/api/integrators", Map.of("name", name)).text("/id");
        return side("/api/integrators/" + id, id, name, Role.INTEGRATOR_ADMINISTRATOR, Role.Kind.INTEGRATOR);
    }

    private Side side(String path, String id, String tag, Role administrator, Role.Kind kind) {
        Map<Role, Client> clients = new EnumMap<>(Role.class);
        Map<Role, String> persons = new EnumMap<>(Role.class);
        Client first = operator;
        List<Role> roles = new ArrayList<>(List.of(administrator));
        for (Role role : Role.values()) if (role.kind() == kind && role != administrator) roles.add(role);
        for (Role role : roles) {
            String name = tag + "-" + role.wireName();
            persons.put(role, person(first, path + "/people", name, "Person " + name, role));
            Client client = nobody.as(signIn(name, PASSWORD));
            clients.put(role, client);
            if (role == administrator) first = client;
        }
        return new Side(path, id, clients, persons);
    }

    String person(Client by, String path, String signInName, String name, Role role) {
        Answer answer = by.post(
                path,
                Map.of(
                        "identifier",
                        signInName,
                        "name",
                        name,
                        "roles",
                        List.of(role.wireName()),
                        "sign_in",
                        Map.of("name", signInName, "password", PASSWORD)));
        if (answer.status() != 201) throw new AssertionError("Not registered: " + answer.body());
        return answer.text("/id");
    }

    Map<String, Object> terms() {
        Map<String, Object> terms = new HashMap<>();
        terms.put("basis", "processor-agreement");
        terms.put("document", "ab".repeat(32));
        terms.put(
                "attested",
                Gaps.toAttest(Basis.PROCESSOR_AGREEMENT).stream()
                        .map(ClauseId::toString)
                        .toList());
        terms.put("particulars", particulars());
        terms.put("purposes", List.of("manage-own-permits", "own-reporting"));
        terms.put("api_versions", List.of("v6"));
        terms.put("operations", List.of("work.CreateWork", "work.GetWork"));
        terms.put("tier", "T2");
        terms.put("workstreams", List.of("001"));
        terms.put(
                "destinations",
                List.of(Map.of(
                        "product", product,
                        "system", "Permit desk",
                        "hosting_country", "GB",
                        "audience", "controller-staff")));
        terms.put("sub_processors", List.of(Map.of("name", "Cumulus Hosting", "country", "GB")));
        terms.put("retention_days", 30);
        terms.put("proof", Map.of("read", "L1", "write", "L1"));
        terms.put("from", clock.instant().minus(Duration.ofDays(1)).toString());
        terms.put("until", clock.instant().plus(Duration.ofDays(365)).toString());
        return terms;
    }

    private static Map<String, Object> particulars() {
        return Map.of(
                "controller",
                Map.of(
                        "name", "Mallow Water Limited",
                        "swa_codes", List.of("9101"),
                        "ico_registration", "ZA123456"),
                "integrator",
                Map.of("name", "Roadtide Systems Limited", "ico_registration", "ZB654321"),
                "terms",
                ContractTerm.of(Basis.PROCESSOR_AGREEMENT).stream()
                        .map(term -> Map.of("term", WireNames.of(term), "where", "clause 4, " + term.source()))
                        .toList(),
                "purposes",
                "Permits are applied for in Roadtide.",
                "dpia",
                "DPIA-7",
                "review",
                LocalDate.now(ZoneOffset.UTC).plusDays(180).toString());
    }

    Map<String, Object> newAgreement() {
        return Map.of("integrator", roadtide.id(), "content", terms());
    }

    Answer draft(Side controller) {
        return controller.as(Role.CONTROLLER_ADMINISTRATOR).post("/api/agreements", newAgreement());
    }

    /** An agreement between a Controller and Roadtide, signed by both and in force; its id. */
    String active(Side controller) {
        Answer draft = draft(controller);
        String path = "/api/agreements/" + draft.text("/id");
        Map<String, Object> signature = Map.of("version", 1, "content_hash", draft.text("/current/content_hash"));
        Client administrator = controller.as(Role.CONTROLLER_ADMINISTRATOR);
        administrator.post(path + "/offer");
        controller.as(Role.INFORMATION_GOVERNANCE_OFFICER).post(path + "/sign", signature);
        roadtide.as(Role.INTEGRATOR_ADMINISTRATOR).post(path + "/sign", signature);
        Answer active = administrator.post(path + "/activate");
        if (active.status() != 200) throw new AssertionError("Not active: " + active.body());
        return active.text("/id");
    }

    /** A new credential of Roadtide's product under an agreement. */
    Answer credential(String agreement) {
        return roadtide.as(Role.INTEGRATOR_ADMINISTRATOR)
                .post("/api/agreements/" + agreement + "/credentials", Map.of("product", product));
    }

    Map<String, Object> wanted(Side controller, String agreement) {
        Map<String, Object> wanted = new HashMap<>();
        wanted.put("agreement", agreement);
        wanted.put("product", product);
        wanted.put("kind", "standing");
        wanted.put("purpose", "manage-own-permits");
        wanted.put("operations", List.of("work.CreateWork", "work.GetWork"));
        wanted.put("references", List.of("all"));
        wanted.put("tier", "T2");
        wanted.put("from", clock.instant().toString());
        wanted.put("until", clock.instant().plus(Duration.ofDays(30)).toString());
        wanted.put("persons", List.of(controller.person(Role.REQUESTER)));
        return wanted;
    }

    /** The same as a product asks a person for it: what {@code authorization_details} holds. */
    Map<String, Object> details() {
        Map<String, Object> details = new HashMap<>();
        details.put("type", "wayleave_instruction");
        details.put("kind", "session");
        details.put("purpose", "manage-own-permits");
        details.put("operations", List.of("work.CreateWork", "work.GetWork"));
        details.put("references", List.of("all"));
        details.put("tier", "T2");
        details.put("until", clock.instant().plus(Duration.ofHours(8)).toString());
        details.put("uses", 5);
        return details;
    }

    @Override
    public void close() {
        plane.close();
        ledger.close();
        register.close();
    }
}
