package uk.wayleave.app.demo;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import uk.wayleave.control.http.WireNames;
import uk.wayleave.framework.Basis;
import uk.wayleave.register.agreement.ContractTerm;
import uk.wayleave.register.agreement.Gaps;
import uk.wayleave.sandbox.Sandbox;
import uk.wayleave.sandbox.people.Account;
import uk.wayleave.sandbox.people.Organisation;

/**
 * Loads the cast through the admin API, each step by the person whose it is. Whatever is there already is found and kept,
 * so that a second start on the same data goes on where the first was; only secrets that are shown once are made anew.
 */
final class Loading {
    private static final String OPERATOR = "admin";
    private final AdminApi api;
    private final Sandbox sandbox;
    private final UnaryOperator<String> passwords;
    private final Instant now;
    private final List<Stage.Person> people = new ArrayList<>();

    /** @param passwords the password of each sign-in name, the same at every start */
    Loading(AdminApi api, Sandbox sandbox, UnaryOperator<String> passwords, Clock clock) {
        this.api = api;
        this.sandbox = sandbox;
        this.passwords = passwords;
        this.now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }

    Stage load() {
        Map<String, String> controllers = new java.util.HashMap<>();
        Map<String, String> integrators = new java.util.HashMap<>();
        for (Cast.AController controller : Cast.controllers()) {
            controllers.put(controller.name(), controller(controller));
        }
        for (Cast.AnIntegrator integrator : Cast.integrators()) {
            integrators.put(integrator.name(), integrator(integrator));
        }
        List<Stage.Product> products = new ArrayList<>();
        for (Cast.AGrant grant : Cast.grants()) {
            products.add(granted(grant, idOf(controllers, grant.controller()), idOf(integrators, grant.integrator())));
        }
        return new Stage(products, people);
    }

    private static String idOf(Map<String, String> ids, String name) {
        return Optional.ofNullable(ids.get(name)).orElseThrow(() -> new DemoFailed("There is no " + name + "."));
    }

    private String controller(Cast.AController controller) {
        String id = found("/api/controllers", controller.name())
                .orElseGet(() -> api.post(OPERATOR, "/api/controllers", named(controller.name()))
                        .path("id")
                        .asString());
        people("/api/controllers/" + id + "/people", controller.people(), controller.name());
        String administrator = controller.in("controller-administrator").signInName();
        String path = "/api/controllers/" + id + "/organisations";
        for (String code : controller.swaCodes()) {
            if (api.find(
                            administrator,
                            path,
                            one -> one.path("swa_code").asString().equals(code))
                    .isEmpty()) {
                Organisation organisation = sandbox.organisations().stream()
                        .filter(one -> one.swaCode().equals(code))
                        .findFirst()
                        .orElseThrow();
                ObjectNode body =
                        named(organisation.name()).put("swa_code", code).put("reference", code);
                body.putArray("prefixes").add(organisation.prefix());
                api.post(administrator, path, body);
            }
        }
        return id;
    }

    private String integrator(Cast.AnIntegrator integrator) {
        String id = found("/api/integrators", integrator.name())
                .orElseGet(() -> api.post(OPERATOR, "/api/integrators", named(integrator.name()))
                        .path("id")
                        .asString());
        people("/api/integrators/" + id + "/people", integrator.people(), integrator.name());
        contacts("/api/integrators/" + id + "/contacts", integrator);
        return id;
    }

    /** The two technical contacts DfT asks for. */
    private void contacts(String path, Cast.AnIntegrator integrator) {
        String administrator = integrator.in("integrator-administrator").signInName();
        for (Cast.Somebody one : integrator.people().subList(0, 2)) {
            api.post(administrator, path, named(one.name()).put("email", one.signInName() + "@example.org"));
        }
    }

    private Optional<String> found(String path, String name) {
        return api.find(OPERATOR, path, one -> one.path("name").asString().equals(name))
                .map(one -> one.path("id").asString());
    }

    /** The operator registers the first administrator, who registers the others. */
    private void people(String path, List<Cast.Somebody> cast, String body) {
        Cast.Somebody administrator = cast.getFirst();
        if (!canSignIn(administrator)) {
            person(OPERATOR, path, administrator);
            api.signIn(administrator.signInName(), passwords.apply(administrator.signInName()));
        }
        for (Cast.Somebody one : cast) {
            boolean known = api.find(
                            administrator.signInName(),
                            path,
                            person -> person.path("identifier").asString().equals(one.identifier()))
                    .isPresent();
            if (!known) {
                person(administrator.signInName(), path, one);
            }
            if (!api.isSignedIn(one.signInName())) {
                api.signIn(one.signInName(), passwords.apply(one.signInName()));
            }
            people.add(new Stage.Person(
                    one.name(), one.role(), body, one.signInName(), passwords.apply(one.signInName())));
        }
    }

    private boolean canSignIn(Cast.Somebody one) {
        try {
            api.signIn(one.signInName(), passwords.apply(one.signInName()));
            return true;
        } catch (DemoFailed notYet) {
            return false;
        }
    }

    private void person(String by, String path, Cast.Somebody one) {
        ObjectNode body = named(one.name()).put("identifier", one.identifier());
        body.putArray("roles").add(one.role());
        body.putObject("sign_in").put("name", one.signInName()).put("password", passwords.apply(one.signInName()));
        api.post(by, path, body);
    }

    private Stage.Product granted(Cast.AGrant grant, String controller, String integrator) {
        Cast.AController theController = Cast.controllers().stream()
                .filter(one -> one.name().equals(grant.controller()))
                .findFirst()
                .orElseThrow();
        Cast.AnIntegrator theIntegrator = Cast.integrators().stream()
                .filter(one -> one.name().equals(grant.integrator()))
                .findFirst()
                .orElseThrow();
        String administrator = theController.in("controller-administrator").signInName();
        String vendor = theIntegrator.in("integrator-administrator").signInName();
        String product = product(vendor, integrator, theIntegrator.product());
        String agreement = agreement(grant, theController, theIntegrator, integrator, product);
        accounts(administrator, controller, agreement, theController);
        List<Stage.Instruction> instructions = instructions(grant, theController, controller, agreement, product);
        JsonNode secret = credential(vendor, agreement, product);
        return new Stage.Product(
                grant.controller(),
                grant.integrator(),
                theIntegrator.product(),
                agreement,
                administrator,
                theController.in("auditor").signInName(),
                secret.at("/credential/client_id").asString(),
                secret.path("client_secret").asString(),
                instructions);
    }

    private String product(String vendor, String integrator, String name) {
        String path = "/api/integrators/" + integrator + "/products";
        return api.find(vendor, path, one -> one.path("name").asString().equals(name))
                .orElseGet(() -> api.post(vendor, path, named(name)))
                .path("id")
                .asString();
    }

    private String agreement(
            Cast.AGrant grant,
            Cast.AController controller,
            Cast.AnIntegrator integrator,
            String integratorId,
            String product) {
        String administrator = controller.in("controller-administrator").signInName();
        JsonNode agreement = api.find(
                        administrator,
                        "/api/agreements",
                        one -> one.path("integrator").asString().equals(integratorId)
                                && !one.path("state").asString().equals("ended"))
                .orElseGet(() -> {
                    ObjectNode body = AdminApi.object().put("integrator", integratorId);
                    body.set("content", terms(grant, product));
                    return api.post(administrator, "/api/agreements", body);
                });
        String path = "/api/agreements/" + agreement.path("id").asString();
        String state = agreement.path("state").asString();
        if (state.equals("draft")) {
            state = api.post(administrator, path + "/offer").path("state").asString();
        }
        if (state.equals("offered")) {
            ObjectNode signature = AdminApi.object()
                    .put("version", agreement.at("/current/version").asInt())
                    .put("content_hash", agreement.at("/current/content_hash").asString());
            sign(controller.in("information-governance-officer").signInName(), path, signature);
            sign(integrator.in("integrator-administrator").signInName(), path, signature);
            state = api.get(administrator, path).path("state").asString();
        }
        if (state.equals("accepted")) {
            api.post(administrator, path + "/activate");
        } else if (state.equals("suspended")) {
            api.post(administrator, path + "/resume");
        }
        return agreement.path("id").asString();
    }

    /** A start that was cut short may have one of the two signatures already. */
    private void sign(String person, String path, ObjectNode signature) {
        JsonNode signatures = api.get(person, path).at("/current/signatures");
        String side = person.contains("fieldline") || person.contains("kerbside") ? "integrator" : "controller";
        if (signatures
                .valueStream()
                .noneMatch(one -> one.path("side").asString().equals(side))) {
            api.post(person, path + "/sign", signature);
        }
    }

    private ObjectNode terms(Cast.AGrant grant, String product) {
        ObjectNode terms = AdminApi.object()
                .put("basis", "processor-agreement")
                .put("document", "5d".repeat(32))
                .put("tier", "T2")
                .put("retention_days", 30)
                .put("from", now.minus(Duration.ofDays(1)).toString())
                .put("until", now.plus(Duration.ofDays(365)).toString());
        ArrayNode attested = terms.putArray("attested");
        Gaps.toAttest(Basis.PROCESSOR_AGREEMENT).forEach(clause -> attested.add(clause.toString()));
        terms.set("particulars", particulars(grant));
        ArrayNode purposes = terms.putArray("purposes");
        grant.purposes().forEach(purposes::add);
        terms.putArray("api_versions").add("v3").add("v6");
        ArrayNode operations = terms.putArray("operations");
        grant.operations().forEach(operations::add);
        terms.putArray("workstreams").add("all");
        terms.putArray("destinations")
                .addObject()
                .put("product", product)
                .put("system", "Works desk")
                .put("hosting_country", "GB")
                .put("audience", "controller-staff");
        terms.putArray("sub_processors")
                .addObject()
                .put("name", "Harbour Hosting")
                .put("country", "GB");
        terms.putObject("proof").put("read", "L1").put("write", "L2");
        ArrayNode fields = terms.putArray("fields");
        grant.fields().forEach(fields::add);
        return terms;
    }

    private ObjectNode particulars(Cast.AGrant grant) {
        Cast.AController controller = Cast.controllers().stream()
                .filter(one -> one.name().equals(grant.controller()))
                .findFirst()
                .orElseThrow();
        ObjectNode particulars = AdminApi.object()
                .put(
                        "purposes",
                        "The works team applies for permits and follows its own works in the integrator's product.")
                .put("dpia", "DPIA 2026/07")
                .put(
                        "review",
                        LocalDate.ofInstant(now, ZoneOffset.UTC).plusDays(180).toString());
        ArrayNode codes = particulars
                .putObject("controller")
                .put("name", controller.name())
                .put("ico_registration", "ZA123456")
                .putArray("swa_codes");
        controller.swaCodes().forEach(codes::add);
        particulars
                .putObject("integrator")
                .put("name", grant.integrator() + " Limited")
                .put("ico_registration", "ZB654321");
        ArrayNode terms = particulars.putArray("terms");
        int number = 1;
        for (ContractTerm term : ContractTerm.of(Basis.PROCESSOR_AGREEMENT)) {
            terms.addObject().put("term", WireNames.of(term)).put("where", "clause 4." + number++);
        }
        return particulars;
    }

    private void accounts(String administrator, String controller, String agreement, Cast.AController who) {
        String path = "/api/controllers/" + controller + "/accounts";
        URI host = sandbox.baseUri();
        for (JsonNode old : api.items(administrator, path)) {
            if (!old.path("host").asString().equals(host.toString())) {
                api.delete(administrator, path + "/" + old.path("id").asString());
            }
        }
        for (String code : who.swaCodes()) {
            Account account = sandbox.account(code);
            api.post(
                    administrator,
                    path,
                    AdminApi.object()
                            .put("agreement", agreement)
                            .put("swa_code", code)
                            .put("host", host.toString())
                            .put("role", account.role().label())
                            .put("email_address", account.emailAddress())
                            .put("password", account.password()));
        }
    }

    private List<Stage.Instruction> instructions(
            Cast.AGrant grant, Cast.AController controller, String controllerId, String agreement, String product) {
        String requester = controller.in("requester").signInName();
        List<JsonNode> kept = api.items(requester, "/api/instructions");
        List<Stage.Instruction> instructions = new ArrayList<>();
        for (Cast.AnInstruction wanted : grant.instructions()) {
            String person = api.find(
                            controller.in("controller-administrator").signInName(),
                            "/api/controllers/" + controllerId + "/people",
                            one -> one.path("identifier").asString().equals(wanted.person()))
                    .orElseThrow()
                    .path("id")
                    .asString();
            String id = kept.stream()
                    .filter(one -> one.path("agreement").asString().equals(agreement)
                            && one.path("purpose").asString().equals(wanted.purpose())
                            && one.path("standing").asString().equals("active")
                            && one.at("/persons/0").asString().equals(person)
                            && Instant.parse(one.path("until").asString()).isAfter(now.plus(Duration.ofDays(7))))
                    .map(one -> one.path("id").asString())
                    .findFirst()
                    .orElseGet(() -> instruct(giver(controller, wanted), wanted, agreement, product, person));
            instructions.add(new Stage.Instruction(id, wanted.purpose(), wanted.operations(), wanted.person()));
        }
        return instructions;
    }

    /** The requester in their own name; in others' an administrator. */
    private static String giver(Cast.AController controller, Cast.AnInstruction wanted) {
        Cast.Somebody requester = controller.in("requester");
        return wanted.person().equals(requester.identifier())
                ? requester.signInName()
                : controller.in("controller-administrator").signInName();
    }

    private String instruct(String giver, Cast.AnInstruction wanted, String agreement, String product, String person) {
        ObjectNode body = AdminApi.object()
                .put("agreement", agreement)
                .put("product", product)
                .put("kind", "standing")
                .put("purpose", wanted.purpose())
                .put("tier", "T2")
                .put("from", now.toString())
                .put("until", now.plus(Duration.ofDays(60)).toString());
        ArrayNode operations = body.putArray("operations");
        wanted.operations().forEach(operations::add);
        body.putArray("references").add("all");
        body.putArray("persons").add(person);
        return api.post(giver, "/api/instructions", body).path("id").asString();
    }

    /** A secret is shown once: a credential that is there already gets a new one. */
    private JsonNode credential(String vendor, String agreement, String product) {
        String path = "/api/agreements/" + agreement + "/credentials";
        return api.find(
                        vendor,
                        path,
                        one -> one.path("product").asString().equals(product)
                                && one.path("standing").asString().equals("active"))
                .map(one -> api.post(vendor, path + "/" + one.path("id").asString() + "/rotate"))
                .orElseGet(() -> api.post(vendor, path, AdminApi.object().put("product", product)));
    }

    private static ObjectNode named(String name) {
        return AdminApi.object().put("name", name);
    }
}
