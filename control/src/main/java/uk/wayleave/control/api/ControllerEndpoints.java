package uk.wayleave.control.api;

import static uk.wayleave.control.http.Role.AUDITOR;
import static uk.wayleave.control.http.Role.CONTROLLER_ADMINISTRATOR;
import static uk.wayleave.control.http.Role.INFORMATION_GOVERNANCE_OFFICER;
import static uk.wayleave.control.http.Role.OPERATOR;
import static uk.wayleave.control.http.Role.REQUESTER;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import uk.wayleave.control.http.Access;
import uk.wayleave.control.http.Call;
import uk.wayleave.control.http.Endpoint;
import uk.wayleave.control.http.Fields;
import uk.wayleave.control.http.Meaning;
import uk.wayleave.control.http.Refused;
import uk.wayleave.control.http.Role;
import uk.wayleave.framework.ControllerId;
import uk.wayleave.framework.SwaCode;
import uk.wayleave.register.Register;
import uk.wayleave.register.party.Controller;
import uk.wayleave.register.snapshot.Organisation;

/** Controllers and their Street Manager organisations. */
public final class ControllerEndpoints {
    private static final Access OF_THE_CONTROLLER =
            Access.of(CONTROLLER_ADMINISTRATOR, INFORMATION_GOVERNANCE_OFFICER, REQUESTER, AUDITOR);
    private static final Access OF_THE_CONTROLLER_OR_OPERATOR =
            Access.of(OPERATOR, CONTROLLER_ADMINISTRATOR, INFORMATION_GOVERNANCE_OFFICER, REQUESTER, AUDITOR);
    private static final String ORGANISATIONS = "/api/controllers/{controller}/organisations";
    private static final Pattern PREFIX = Pattern.compile("[A-Z0-9]{2}");

    private final Register register;
    private final Reach reach;

    public ControllerEndpoints(Register register) {
        this.register = register;
        this.reach = new Reach(register);
    }

    record NewController(@Meaning("The legal body's name") String name) {}

    record ControllerView(ControllerId id, String name) {
        static ControllerView of(Controller controller) {
            return new ControllerView(controller.id(), controller.name());
        }
    }

    record NewOrganisation(
            @Meaning("Its four digits in Street Manager") SwaCode swaCode,
            String name,

            @Meaning("Its organisationReference in Street Manager")
            String reference,

            @Meaning("The two-character prefixes of its work reference numbers; empty for one that promotes no works")
            Set<String> prefixes) {}

    record ChangedOrganisation(String name, String reference, Set<String> prefixes) {}

    record OrganisationView(SwaCode swaCode, String name, String reference, Set<String> prefixes) {
        static OrganisationView of(Organisation organisation) {
            return new OrganisationView(
                    organisation.swaCode(),
                    organisation.name(),
                    organisation.reference(),
                    new TreeSet<>(organisation.prefixes()));
        }
    }

    public List<Endpoint> all() {
        return List.of(
                Endpoint.post("/api/controllers")
                        .named("registerController", "Register a Controller")
                        .by(Access.of(OPERATOR))
                        .makes(NewController.class, ControllerView.class, this::register),
                Endpoint.get("/api/controllers")
                        .named("controllers", "The Controllers: all of them for the operator, else one's own")
                        .by(OF_THE_CONTROLLER_OR_OPERATOR)
                        .lists(ControllerView.class, this::list),
                Endpoint.get("/api/controllers/{controller}")
                        .named("controller", "One Controller")
                        .by(OF_THE_CONTROLLER_OR_OPERATOR)
                        .shows(ControllerView.class, call -> read(reach.controllerFor(call))),
                Endpoint.post(ORGANISATIONS)
                        .named("registerOrganisation", "Register a Street Manager organisation of the Controller")
                        .by(Access.of(CONTROLLER_ADMINISTRATOR))
                        .makes(NewOrganisation.class, OrganisationView.class, this::registerOrganisation),
                Endpoint.get(ORGANISATIONS)
                        .named("organisations", "The Controller's Street Manager organisations")
                        .by(OF_THE_CONTROLLER)
                        .lists(OrganisationView.class, this::organisations),
                Endpoint.put(ORGANISATIONS + "/{swaCode}")
                        .named("changeOrganisation", "Change an organisation's name, reference and prefixes")
                        .by(Access.of(CONTROLLER_ADMINISTRATOR))
                        .changes(ChangedOrganisation.class, OrganisationView.class, this::changeOrganisation));
    }

    private ControllerView register(Call call, NewController body) {
        String name = Fields.label("/name", body.name());
        return ControllerView.of(Refused.unlessDone(
                register.controllers().register(name, call.person().actor())));
    }

    private List<ControllerView> list(Call call) {
        if (!call.person().is(Role.OPERATOR)) return List.of(read(Reach.callersController(call)));
        return register.controllers().all().stream().map(ControllerView::of).toList();
    }

    private ControllerView read(ControllerId id) {
        return register.controllers().find(id).map(ControllerView::of).orElseThrow(Refused::notFound);
    }

    private OrganisationView registerOrganisation(Call call, NewOrganisation body) {
        ControllerId controller = reach.ownController(call);
        Organisation organisation =
                checked(body.swaCode(), new ChangedOrganisation(body.name(), body.reference(), body.prefixes()));
        return OrganisationView.of(Refused.unlessDone(register.organisations()
                .register(controller, organisation, call.person().actor())));
    }

    private List<OrganisationView> organisations(Call call) {
        return register.organisations().of(reach.ownController(call)).stream()
                .map(OrganisationView::of)
                .toList();
    }

    private OrganisationView changeOrganisation(Call call, ChangedOrganisation body) {
        ControllerId controller = reach.ownController(call);
        SwaCode code = call.named("swaCode", SwaCode::new);
        if (register.organisations().of(controller).stream()
                .noneMatch(one -> one.swaCode().equals(code))) throw Refused.notFound();
        return OrganisationView.of(Refused.unlessDone(register.organisations()
                .change(controller, checked(code, body), call.person().actor())));
    }

    private static Organisation checked(SwaCode code, ChangedOrganisation body) {
        for (String prefix : body.prefixes())
            Fields.matching("/prefixes", prefix, PREFIX, "Send two capital letters or digits for each.");
        return new Organisation(
                code,
                Fields.label("/name", body.name()),
                Fields.label("/reference", body.reference()),
                body.prefixes());
    }
}
