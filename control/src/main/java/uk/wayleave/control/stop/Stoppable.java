package uk.wayleave.control.stop;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import uk.wayleave.control.http.Caller;
import uk.wayleave.framework.AgreementState;
import uk.wayleave.framework.ControllerId;
import uk.wayleave.framework.Standing;
import uk.wayleave.register.Body;
import uk.wayleave.register.Outcome;
import uk.wayleave.register.Register;
import uk.wayleave.register.agreement.RegisteredAgreement;
import uk.wayleave.register.credential.Credential;
import uk.wayleave.register.party.RegisteredPerson;

/** What a Controller's administrator can stop, and how: each takes effect on the very next call. */
public final class Stoppable {
    private final Register register;

    public Stoppable(Register register) {
        this.register = register;
    }

    /**
     * One thing that can be stopped.
     *
     * @param kind and {@code id}, together its place in the address
     * @param cutsOff what happens then, in sentences
     * @param stopped whether it is stopped now
     */
    public record Thing(String kind, String id, String name, List<String> cutsOff, boolean stopped) {}

    /** Everything first, then by integrator, product and person. */
    public List<Thing> of(Caller.Someone someone, ControllerId controller) {
        List<RegisteredAgreement> agreements = inForce(controller);
        List<Credential> credentials = credentials(controller);
        List<Thing> things = new ArrayList<>();
        long open = agreements.stream()
                .filter(one -> one.state() == AgreementState.ACTIVE)
                .count();
        things.add(new Thing(
                "everything",
                "all",
                "Everything",
                List.of(
                        count(open, "agreement") + " in force: all of them are suspended.",
                        "No product gets or sends anything for you until you resume an agreement.",
                        "Your people still sign in here, and the ledger stays."),
                open == 0));
        for (RegisteredAgreement one : agreements) things.add(integrator(one, credentials));
        for (Map.Entry<String, List<Credential>> product :
                byProduct(credentials).entrySet()) things.add(product(product.getKey(), product.getValue()));
        for (RegisteredPerson person : register.people().of(new Body.OfController(controller)))
            if (person.standing() != Standing.ENDED
                    && !person.id().equals(someone.person().id())) things.add(person(controller, person));
        return things;
    }

    private Thing integrator(RegisteredAgreement agreement, List<Credential> credentials) {
        long number = credentials.stream()
                .filter(one -> one.agreement().equals(agreement.id()))
                .count();
        return new Thing(
                "agreement",
                agreement.id().toString(),
                register.integrators()
                        .find(agreement.integrator())
                        .map(one -> one.name())
                        .orElse("An integrator"),
                List.of(
                        "The agreement is suspended, with every product and instruction under it.",
                        "From the next call on, " + count(number, "credential") + " of it "
                                + (number == 1 ? "is" : "are") + " refused."),
                agreement.state() != AgreementState.ACTIVE);
    }

    private Thing product(String id, List<Credential> credentials) {
        String name = register.products()
                .find(credentials.getFirst().product())
                .map(one -> one.name())
                .orElse("A product");
        return new Thing(
                "product",
                id,
                name,
                List.of(
                        "From the next call on, " + count(credentials.size(), "credential")
                                + " of this product under your agreements "
                                + (credentials.size() == 1 ? "is" : "are") + " refused.",
                        "Other products of the same integrator go on."),
                credentials.stream().noneMatch(one -> one.standing() == Standing.ACTIVE));
    }

    private Thing person(ControllerId controller, RegisteredPerson person) {
        long instructions = register.instructions().inForceOf(controller).stream()
                .filter(one ->
                        one.persons().stream().anyMatch(named -> named.id().equals(person.id())))
                .count();
        return new Thing(
                "person",
                person.id().toString(),
                person.name(),
                List.of(
                        count(instructions, "instruction") + " in force that names this person:"
                                + " calls made for the person are refused.",
                        "The person is signed out and cannot sign in."),
                person.standing() != Standing.ACTIVE);
    }

    /** Stops or lets go on again; everything already as wanted is left alone, so doing it twice does nothing twice. */
    public List<String> make(Caller.Someone someone, ControllerId controller, Thing thing, boolean stop) {
        List<String> refused = new ArrayList<>();
        Standing standing = stop ? Standing.SUSPENDED : Standing.ACTIVE;
        switch (thing.kind()) {
            case "everything", "agreement" -> {
                for (RegisteredAgreement one : inForce(controller))
                    if ((thing.kind().equals("everything") && stop)
                            || one.id().toString().equals(thing.id())) refusal(agreement(someone, one, stop), refused);
            }
            case "product" -> {
                for (Credential one : credentials(controller))
                    if (one.product().toString().equals(thing.id()) && one.standing() != standing)
                        refusal(register.credentials().stand(controller, one.id(), standing, someone.actor()), refused);
            }
            case "person" -> {
                Body body = new Body.OfController(controller);
                for (RegisteredPerson one : register.people().of(body))
                    if (one.id().toString().equals(thing.id()) && one.standing() != standing)
                        refusal(register.people().stand(body, one.id(), standing, someone.actor()), refused);
            }
            default -> throw new IllegalStateException("Nothing else can be stopped.");
        }
        return refused;
    }

    private Outcome<?> agreement(Caller.Someone someone, RegisteredAgreement one, boolean stop) {
        if ((one.state() == AgreementState.SUSPENDED) == stop) return new Outcome.Done<>(one);
        return stop
                ? register.agreements().suspend(one.controller(), one.id(), someone.actor())
                : register.agreements().resume(one.controller(), one.id(), someone.actor());
    }

    private static void refusal(Outcome<?> outcome, List<String> into) {
        if (outcome instanceof Outcome.Refused<?>(String why, String cure)) into.add(why + " " + cure);
    }

    private List<RegisteredAgreement> inForce(ControllerId controller) {
        return register.agreements().of(controller).stream()
                .filter(one -> one.state() == AgreementState.ACTIVE || one.state() == AgreementState.SUSPENDED)
                .toList();
    }

    private List<Credential> credentials(ControllerId controller) {
        return register.credentials().of(controller).stream()
                .filter(one -> one.standing() != Standing.ENDED)
                .toList();
    }

    private static Map<String, List<Credential>> byProduct(List<Credential> credentials) {
        Map<String, List<Credential>> all = new TreeMap<>();
        for (Credential one : credentials)
            all.computeIfAbsent(one.product().toString(), same -> new ArrayList<>())
                    .add(one);
        return all;
    }

    private static String count(long number, String one) {
        return number + " " + one + (number == 1 ? "" : "s");
    }
}
