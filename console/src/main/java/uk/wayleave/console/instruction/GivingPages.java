package uk.wayleave.console.instruction;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import uk.wayleave.console.web.Answer;
import uk.wayleave.console.web.Choice;
import uk.wayleave.console.web.Form;
import uk.wayleave.console.web.Frames;
import uk.wayleave.console.web.NotThere;
import uk.wayleave.console.web.Route;
import uk.wayleave.console.web.Visit;
import uk.wayleave.control.PagesForPeople;
import uk.wayleave.control.http.Role;
import uk.wayleave.framework.AgreementId;
import uk.wayleave.framework.AgreementState;
import uk.wayleave.framework.ControllerId;
import uk.wayleave.framework.Instruction;
import uk.wayleave.framework.InstructionKind;
import uk.wayleave.framework.OperationId;
import uk.wayleave.framework.PersonId;
import uk.wayleave.framework.ProductId;
import uk.wayleave.framework.ProofLevel;
import uk.wayleave.framework.Purpose;
import uk.wayleave.framework.Schedule;
import uk.wayleave.framework.Scope;
import uk.wayleave.framework.Standing;
import uk.wayleave.framework.Tier;
import uk.wayleave.pages.FormError;
import uk.wayleave.pages.Page;
import uk.wayleave.register.Body;
import uk.wayleave.register.Outcome;
import uk.wayleave.register.Register;
import uk.wayleave.register.agreement.AgreementContent;
import uk.wayleave.register.agreement.RegisteredAgreement;
import uk.wayleave.register.instruction.NewInstruction;
import uk.wayleave.register.party.Product;
import uk.wayleave.register.party.RegisteredPerson;

/** Giving an instruction here: to which product, and then what it may do, with which works, for whom and how long. */
public final class GivingPages {
    private static final String NEW = InstructionPages.ALL + "/new";
    private static final String FOR = NEW + "/{agreement}/{product}";

    private final Register register;
    private final PagesForPeople.Parts parts;
    private final Frames frames;
    private final InPlainWords words;

    public GivingPages(PagesForPeople.Parts parts, Frames frames) {
        this.parts = parts;
        this.register = parts.register();
        this.frames = frames;
        this.words = new InPlainWords(parts, frames);
    }

    public List<Route> all() {
        return List.of(
                Route.get(NEW, InstructionPages.INSTRUCTORS, this::choose),
                Route.get(FOR, InstructionPages.INSTRUCTORS, visit -> Answer.shown(page(visit, blank(), List.of()))),
                Route.post(FOR, InstructionPages.INSTRUCTORS, this::give));
    }

    /** A product to choose. */
    public record Target(String href, String product, String integrator, String state) {}

    private Answer choose(Visit visit) {
        List<Target> targets = new ArrayList<>();
        for (RegisteredAgreement agreement : register.agreements().of(InstructionPages.controller(visit))) {
            if (agreement.state() == AgreementState.ENDED) continue;
            for (ProductId id : agreement.current().content().destinations().keySet())
                register.products()
                        .find(id)
                        .map(Product::name)
                        .ifPresent(name -> targets.add(new Target(
                                NEW + "/" + agreement.id() + "/" + id,
                                name,
                                frames.nameOf(new Body.OfIntegrator(agreement.integrator())),
                                agreement.state() == AgreementState.ACTIVE ? "" : "not in force yet")));
        }
        targets.sort(Comparator.comparing(Target::product));
        return Answer.shown(Page.of("instruction-choose").with("targets", targets));
    }

    private static Form blank() {
        return new Form(
                java.util.Map.of("kind", List.of(InstructionKind.STANDING.name()), "tier", List.of(Tier.T2.name())));
    }

    private RegisteredAgreement agreement(Visit visit) {
        return register.agreements()
                .find(InstructionPages.controller(visit), visit.named("agreement", AgreementId::of))
                .orElseThrow(NotThere::new);
    }

    private Product product(Visit visit, RegisteredAgreement agreement) {
        ProductId id = visit.named("product", ProductId::of);
        if (!agreement.current().content().destinations().containsKey(id)) throw new NotThere();
        return register.products().find(id).orElseThrow(NotThere::new);
    }

    private Page page(Visit visit, Form form, List<FormError> errors) {
        RegisteredAgreement agreement = agreement(visit);
        Product product = product(visit, agreement);
        AgreementContent content = agreement.current().content();
        return Page.of("instruction-new")
                .with("errors", errors)
                .with("form", form)
                .with("days", Hours.days())
                .with("groups", Hours.GROUPS)
                .with("to", NEW + "/" + agreement.id() + "/" + product.id())
                .with("product", product.name())
                .with("integrator", frames.nameOf(new Body.OfIntegrator(agreement.integrator())))
                .with(
                        "kinds",
                        List.of(
                                new Choice("STANDING", "Standing: it works by itself, for at most 90 days"),
                                new Choice("SESSION", "While somebody works with the product"),
                                new Choice("ONE_OFF", "Once")))
                .with(
                        "purposes",
                        content.purposes().stream()
                                .sorted()
                                .map(one -> new Choice(one.name(), one.meaning()))
                                .toList())
                .with(
                        "operations",
                        content.operations().stream()
                                .sorted()
                                .map(one -> new Choice(
                                        one.value(),
                                        words.doing(one).operation() + " ("
                                                + words.doing(one).effect() + ")"))
                                .toList())
                .with(
                        "tiers",
                        Arrays.stream(Tier.values())
                                .filter(content.tier()::includes)
                                .map(one -> new Choice(one.name(), InPlainWords.words(one)))
                                .toList())
                .with(
                        "persons",
                        persons(visit).stream()
                                .map(one -> new Choice(one.id().toString(), one.name()))
                                .toList());
    }

    private List<RegisteredPerson> persons(Visit visit) {
        return register.people().of(visit.someone().person().body()).stream()
                .filter(one -> one.standing() == Standing.ACTIVE)
                // In others' names an administrator gives an instruction: nobody else is proven to have asked for it.
                .filter(one -> visit.someone().is(Role.CONTROLLER_ADMINISTRATOR)
                        || one.id().equals(visit.someone().person().id()))
                .toList();
    }

    private Answer give(Visit visit) {
        RegisteredAgreement agreement = agreement(visit);
        Product product = product(visit, agreement);
        Form form = visit.form();
        List<FormError> errors = new ArrayList<>();
        Optional<InstructionKind> kind = one(InstructionKind.values(), form.text("kind"));
        Optional<Purpose> purpose = one(Purpose.values(), form.text("purpose"));
        Optional<Tier> tier = one(Tier.values(), form.text("tier"));
        Set<OperationId> operations = operations(agreement.current().content(), form);
        List<PersonId> persons = persons(visit).stream()
                .map(RegisteredPerson::id)
                .filter(id -> form.all("persons").contains(id.toString()))
                .toList();
        Optional<Instant> until = Days.start(form.text("until"));
        Optional<OptionalLong> uses = uses(form.text("uses"), kind);
        if (kind.isEmpty()) errors.add(new FormError("kind", "Choose how long it is for"));
        if (purpose.isEmpty()) errors.add(new FormError("purpose", "Choose what it is for"));
        if (operations.isEmpty()) errors.add(new FormError("operations", "Choose at least one thing it may do"));
        if (tier.isEmpty()) errors.add(new FormError("tier", "Choose how far the data may go"));
        if (persons.isEmpty()) errors.add(new FormError("persons", "Choose at least one person it acts for"));
        if (until.isEmpty())
            errors.add(new FormError("until", "Enter the first day it no longer holds, such as 2027-01-31"));
        Optional<Schedule> schedule = Hours.typed(form, errors);
        if (uses.isEmpty()) errors.add(new FormError("uses", "Enter a whole number of uses, or nothing for no limit"));
        if (!errors.isEmpty()) return Answer.wrong(page(visit, form, errors));
        var wanted = new NewInstruction(
                agreement.id(),
                product.id(),
                kind.orElseThrow(),
                purpose.orElseThrow(),
                operations,
                works(form.text("works")),
                Optional.empty(),
                tier.orElseThrow(),
                false,
                parts.clock().instant(),
                until.orElseThrow(),
                schedule.orElseThrow(),
                uses.orElseThrow(),
                ProofLevel.L3,
                persons);
        return given(visit, agreement.controller(), wanted);
    }

    private Answer given(Visit visit, ControllerId controller, NewInstruction wanted) {
        Optional<Instruction> same = register.instructions().inForceOf(controller).stream()
                .filter(one -> isSame(one, wanted))
                .findFirst();
        // Sent twice: it was given already.
        if (same.isPresent())
            return Answer.moved(InstructionPages.path(same.get().id()));
        return switch (register.instructions()
                .giveInPerson(controller, wanted, visit.someone().person().id())) {
            case Outcome.Done<Instruction>(Instruction instruction) ->
                Answer.moved(InstructionPages.path(instruction.id()));
            case Outcome.Refused<Instruction>(String why, String cure) ->
                Answer.wrong(page(visit, visit.form(), List.of(new FormError("kind", why + " " + cure))));
        };
    }

    private static boolean isSame(Instruction one, NewInstruction wanted) {
        return one.agreement().equals(wanted.agreement())
                && one.product().equals(wanted.product())
                && one.kind() == wanted.kind()
                && one.purpose() == wanted.purpose()
                && one.operations().equals(wanted.operations())
                && one.references().equals(wanted.references())
                && one.tier() == wanted.tier()
                && one.until().equals(wanted.until())
                && one.schedule().equals(wanted.schedule())
                && one.remainingUses().equals(wanted.uses())
                && one.persons().stream().map(person -> person.id()).toList().equals(wanted.persons());
    }

    private static Set<OperationId> operations(AgreementContent content, Form form) {
        return content.operations().stream()
                .filter(one -> form.all("operations").contains(one.value()))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Scope<String> works(String text) {
        Set<String> references = Stream.of(text.split("[\\s,;]+", -1))
                .filter(one -> !one.isEmpty())
                .map(one -> one.toUpperCase(Locale.ROOT))
                .collect(Collectors.toCollection(TreeSet::new));
        return references.isEmpty() ? Scope.all() : Scope.only(Set.copyOf(references));
    }

    private static Optional<OptionalLong> uses(String text, Optional<InstructionKind> kind) {
        if (kind.equals(Optional.of(InstructionKind.ONE_OFF))) return Optional.of(OptionalLong.of(1));
        if (text.isEmpty()) return Optional.of(OptionalLong.empty());
        if (!text.chars().allMatch(c -> c >= '0' && c <= '9') || text.length() > 9) return Optional.empty();
        long uses = Long.parseLong(text);
        return uses == 0 ? Optional.empty() : Optional.of(OptionalLong.of(uses));
    }

    private static <E extends Enum<E>> Optional<E> one(E[] known, String text) {
        return Arrays.stream(known).filter(one -> one.name().equals(text)).findFirst();
    }
}
