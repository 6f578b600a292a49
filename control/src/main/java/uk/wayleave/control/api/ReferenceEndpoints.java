package uk.wayleave.control.api;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import uk.wayleave.control.http.Access;
import uk.wayleave.control.http.Call;
import uk.wayleave.control.http.Endpoint;
import uk.wayleave.control.http.Meaning;
import uk.wayleave.control.http.Refused;
import uk.wayleave.control.http.WireNames;
import uk.wayleave.framework.Assurance;
import uk.wayleave.framework.ClauseId;
import uk.wayleave.framework.Control;
import uk.wayleave.framework.Effect;
import uk.wayleave.framework.OperationId;
import uk.wayleave.framework.Party;
import uk.wayleave.framework.Purpose;
import uk.wayleave.framework.Tier;
import uk.wayleave.framework.clause.Clause;
import uk.wayleave.framework.clause.Clauses;
import uk.wayleave.framework.field.DataClass;
import uk.wayleave.framework.field.FieldProfile;
import uk.wayleave.framework.field.FieldProfiles;
import uk.wayleave.framework.field.FieldRule;
import uk.wayleave.framework.field.Whose;
import uk.wayleave.streetmanager.ApiVersion;
import uk.wayleave.streetmanager.Catalogue;
import uk.wayleave.streetmanager.FieldProfileFile;
import uk.wayleave.streetmanager.Operation;
import uk.wayleave.streetmanager.Role;
import uk.wayleave.streetmanager.Treatment;

/** What everybody here works by: the framework's clauses, the purposes, and Street Manager's operations. */
public final class ReferenceEndpoints {
    private final Clauses clauses;
    private final Catalogue catalogue;
    private final Set<Control> wired;

    public ReferenceEndpoints(Clauses clauses, Catalogue catalogue, Set<Control> wired) {
        this.clauses = clauses;
        this.catalogue = catalogue;
        this.wired = Set.copyOf(wired);
    }

    record RuleView(
            @Meaning("Stable, as in refusals and the ledger")
            String id,

            String reason,
            String cure) {}

    record ControlView(
            String id,
            String meaning,

            @Meaning("Whether this program was started with it")
            boolean wired) {}

    record ClauseView(
            ClauseId id,
            @Meaning("Where DfT's framework says it") String citation,

            @Meaning("What it asks, in one sentence of ours")
            String meaning,

            Set<Party> binds,

            @Meaning("How far it is kept here; computed from the controls that are wired")
            Assurance assurance,

            String assuranceMeaning,
            @Meaning("The controls that the claims rest on") List<ControlView> controls,

            @Meaning("What no software here can see or stop")
            String limit,

            @Meaning("The checks that may refuse a call") List<RuleView> rules) {}

    record PurposeView(
            Purpose id,
            String meaning,

            @Meaning("The clause that makes it an other use, which takes open data; left out for one that serves the"
                    + " Controller")
            Optional<ClauseId> otherUse) {}

    record OperationView(
            OperationId id,
            @Meaning("As in the path: v3, v6") String version,
            String api,
            String method,
            @Meaning("The whole path on the data plane") String path,
            Effect effect,
            Tier tier,
            @Meaning("The roles an account needs one of") List<String> roles,

            @Meaning("Whether DfT's documents name the roles; where not, it is off until enabled")
            boolean rolesDocumented,

            Treatment treatment,
            boolean accountAdministration) {}

    record FieldRuleView(
            @Meaning("The class of field") DataClass field,
            String meaning,

            @Meaning("Whether an agreement can grant it") boolean grantable,

            @Meaning("Of a record the Controller has a part in")
            FieldRule own,

            @Meaning("Of another's that every user sees") FieldRule anothers,
            @Meaning("Of nobody's, as a street") FieldRule shared) {}

    record FieldProfileView(
            @Meaning("Of all profiles together; it is in every ledger entry about a call")
            int version,

            Purpose purpose,
            List<FieldRuleView> rules) {}

    public List<Endpoint> all() {
        return List.of(
                Endpoint.get("/api/clauses")
                        .named("clauses", "DfT's framework, clause by clause, and how far each is kept here")
                        .by(Access.everybodyKnown())
                        .lists(
                                ClauseView.class,
                                call -> clauses.inOrder().stream()
                                        .map(this::view)
                                        .toList()),
                Endpoint.get("/api/purposes")
                        .named("purposes", "The purposes a call may have, and the other uses that take open data")
                        .by(Access.everybodyKnown())
                        .lists(
                                PurposeView.class,
                                call -> Arrays.stream(Purpose.values())
                                        .map(one -> new PurposeView(one, one.meaning(), one.otherUse()))
                                        .toList()),
                Endpoint.get("/api/field-profiles")
                        .named("fieldProfiles", "What of an answer's fields each purpose needs")
                        .by(Access.everybodyKnown())
                        .lists(FieldProfileView.class, call -> profiles()),
                Endpoint.get("/api/catalogue")
                        .named("catalogue", "Street Manager's operations, and what we do with each")
                        .query("version", "Only this version, as in the path: v3, v6")
                        .by(Access.everybodyKnown())
                        .lists(OperationView.class, this::operations));
    }

    private static List<FieldProfileView> profiles() {
        FieldProfiles profiles = FieldProfileFile.load();
        return Arrays.stream(Purpose.values())
                .filter(Purpose::servesTheController)
                .map(purpose -> view(profiles.of(purpose)))
                .toList();
    }

    private static FieldProfileView view(FieldProfile profile) {
        return new FieldProfileView(
                profile.version(),
                profile.purpose(),
                Arrays.stream(DataClass.values())
                        .map(one -> new FieldRuleView(
                                one,
                                one.meaning(),
                                one.isGrantable(),
                                profile.rule(one, Whose.OWN),
                                profile.rule(one, Whose.ANOTHERS),
                                profile.rule(one, Whose.SHARED)))
                        .toList());
    }

    private ClauseView view(Clause clause) {
        Assurance assurance = clause.assurance(wired);
        Set<Control> controls = new TreeSet<>();
        clause.promises().forEach(promise -> controls.addAll(promise.controls()));
        return new ClauseView(
                clause.id(),
                clause.citation().section(),
                clause.meaning(),
                clause.binds(),
                assurance,
                assurance.meaning(),
                controls.stream()
                        .map(control ->
                                new ControlView(WireNames.of(control), control.meaning(), wired.contains(control)))
                        .toList(),
                clause.limit(),
                clause.rules().stream()
                        .map(rule -> new RuleView(rule.id(), rule.reason(), rule.cure()))
                        .toList());
    }

    private List<OperationView> operations(Call call) {
        List<OperationView> all = new ArrayList<>();
        for (ApiVersion version : versions(call))
            for (Operation operation : catalogue.operations(version)) all.add(view(operation));
        return all;
    }

    private List<ApiVersion> versions(Call call) {
        String wanted = call.query().get("version");
        if (wanted == null) return List.copyOf(catalogue.versions());
        return List.of(catalogue
                .version(wanted)
                .orElseThrow(() -> Refused.query(
                        "version",
                        "It is not known.",
                        "Use one of "
                                + String.join(
                                        ", ",
                                        catalogue.versions().stream()
                                                .map(ApiVersion::segment)
                                                .toList())
                                + ".")));
    }

    private static OperationView view(Operation operation) {
        String api = operation.id().value().substring(0, operation.id().value().indexOf('.'));
        return new OperationView(
                operation.id(),
                operation.version().segment(),
                api,
                operation.method().name(),
                "/" + operation.version().segment() + "/" + api + operation.path(),
                operation.effect(),
                operation.tier(),
                operation.roles().stream().sorted().map(Role::label).toList(),
                operation.rolesDocumented(),
                operation.treatment(),
                operation.accountAdministration());
    }
}
