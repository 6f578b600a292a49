package uk.wayleave.console.web;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import uk.wayleave.control.http.Caller;
import uk.wayleave.control.http.Role;
import uk.wayleave.framework.ControllerId;
import uk.wayleave.framework.IntegratorId;
import uk.wayleave.pages.Frame;
import uk.wayleave.register.Body;
import uk.wayleave.register.Register;
import uk.wayleave.register.party.Controller;
import uk.wayleave.register.party.Integrator;

/** What stands around a page: who is signed in, for which body and as what, and where to go. */
public final class Frames {
    private static final String HOME = "/console";

    private final Register register;
    private final String service;

    public Frames(Register register, String service) {
        this.register = register;
        this.service = service;
    }

    Frame of(Caller caller, String path, String csrf) {
        if (!(caller instanceof Caller.Someone someone)) return Frame.open(service, HOME, List.of());
        String roles = someone.roles().stream().sorted().map(Frames::words).collect(Collectors.joining(", "));
        return new Frame(
                service,
                HOME,
                Optional.of(someone.person().name() + ", " + roles + " of "
                        + nameOf(someone.person().body())),
                Optional.of(new Frame.SignOut("/console/sign-out", csrf)),
                own(someone, path),
                navigation(someone, path));
    }

    private static List<Frame.Link> own(Caller.Someone someone, String path) {
        Frame.Link acting = link("Who you act for", "/console/acting", path);
        return someone.person().body() instanceof Body.OfController
                ? List.of(link("Your week", "/console/digest", path), acting)
                : List.of(acting);
    }

    private static List<Frame.Link> navigation(Caller.Someone someone, String path) {
        List<Frame.Link> links = new ArrayList<>();
        boolean side = !(someone.person().body() instanceof Body.Operator);
        if (side) links.add(link("Agreements", "/console/agreements", path));
        if (someone.is(Role.CONTROLLER_ADMINISTRATOR) || someone.is(Role.REQUESTER))
            links.add(link("Requests", "/console/requests", path));
        if (someone.person().body() instanceof Body.OfController && !onlySigns(someone))
            links.add(link("Instructions", "/console/instructions", path));
        if (answersObjections(someone)) links.add(link("Objections", "/console/objections", path));
        if (someone.person().body() instanceof Body.OfIntegrator)
            links.add(link("Contacts", "/console/contacts", path));
        if (side) links.add(link("Calls", "/console/calls", path, "/console/figures"));
        if (!side) links.add(link("Figures", "/console/figures", path));
        if (buildsProducts(someone)) links.add(link("Products", "/console/products", path, "/console/try"));
        if (!side) links.add(link("Integrators", "/console/integrators", path));
        links.add(link("Clauses", "/console/clauses", path));
        if (someone.is(Role.AUDITOR)) links.add(link("Street Manager", "/console/street-manager", path));
        if (someone.is(Role.AUDITOR)) links.add(link("Trusted systems", "/console/trusted-systems", path));
        links.add(link("Check first", "/console/check", path));
        // What a Controller's administrator sets up has a page of its own, so that the menu keeps to one line.
        if (someone.is(Role.CONTROLLER_ADMINISTRATOR)) {
            links.add(link("Stop", "/console/stop", path));
            links.add(link(
                    "Set up",
                    "/console/set-up",
                    path,
                    "/console/people",
                    "/console/street-manager",
                    "/console/trusted-systems"));
        } else if (administers(someone)) links.add(link("People", "/console/people", path));
        return links;
    }

    private static boolean onlySigns(Caller.Someone someone) {
        return someone.roles().equals(Set.of(Role.INFORMATION_GOVERNANCE_OFFICER));
    }

    private static boolean answersObjections(Caller.Someone someone) {
        return someone.is(Role.CONTROLLER_ADMINISTRATOR) || someone.is(Role.INFORMATION_GOVERNANCE_OFFICER);
    }

    private static boolean buildsProducts(Caller.Someone someone) {
        return someone.is(Role.INTEGRATOR_ADMINISTRATOR) || someone.is(Role.INTEGRATOR_ENGINEER);
    }

    private static boolean administers(Caller.Someone someone) {
        return someone.is(Role.INTEGRATOR_ADMINISTRATOR) || someone.is(Role.OPERATOR);
    }

    /** @param also below which addresses it is where the reader is, too */
    private static Frame.Link link(String text, String href, String path, String... also) {
        boolean current = path.startsWith(href) || Arrays.stream(also).anyMatch(path::startsWith);
        return new Frame.Link(text, href, current);
    }

    /** A body's name, as registered. */
    public String nameOf(Body body) {
        return switch (body) {
            case Body.OfController(ControllerId id) ->
                register.controllers().find(id).map(Controller::name).orElse("a Controller");
            case Body.OfIntegrator(IntegratorId id) ->
                register.integrators().find(id).map(Integrator::name).orElse("an integrator");
            case Body.Operator operator -> "the operator";
        };
    }

    /** A role in words. */
    public static String words(Role role) {
        return switch (role) {
            case OPERATOR -> "operator";
            case DFT_OBSERVER -> "DfT observer";
            case CONTROLLER_ADMINISTRATOR, INTEGRATOR_ADMINISTRATOR -> "administrator";
            case INFORMATION_GOVERNANCE_OFFICER -> "information governance officer";
            case REQUESTER -> "requester";
            case AUDITOR -> "auditor";
            case INTEGRATOR_ENGINEER -> "engineer";
        };
    }
}
