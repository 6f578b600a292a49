package uk.wayleave.register.instruction;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import uk.wayleave.framework.AgreementState;
import uk.wayleave.framework.ControllerId;
import uk.wayleave.framework.Instruction;
import uk.wayleave.framework.InstructionId;
import uk.wayleave.framework.InstructionKind;
import uk.wayleave.framework.OperationId;
import uk.wayleave.framework.PersonId;
import uk.wayleave.framework.ProductId;
import uk.wayleave.framework.ProofLevel;
import uk.wayleave.framework.Scope;
import uk.wayleave.framework.Standing;
import uk.wayleave.register.Actor;
import uk.wayleave.register.Authority;
import uk.wayleave.register.Body;
import uk.wayleave.register.Outcome;
import uk.wayleave.register.agreement.Agreements;
import uk.wayleave.register.agreement.RegisteredAgreement;
import uk.wayleave.register.scope.Change;
import uk.wayleave.register.scope.Refusal;
import uk.wayleave.register.scope.Rows;
import uk.wayleave.register.scope.Scopes;

/** The explicit requests of Controllers. One is never changed: it is revoked and given anew. */
public final class Instructions {
    private static final Duration LONGEST = Duration.ofDays(90);
    private static final int MOST_REFERENCES = 1000;
    private static final int MOST_WINDOWS = 7;

    /** Street Manager's work reference number: at most 24 of these characters. */
    private static final Pattern REFERENCE = Pattern.compile("[A-Z0-9][A-Z0-9_-]{4,23}");

    private final Scopes scopes;
    private final Agreements agreements;

    public Instructions(Scopes scopes, Agreements agreements) {
        this.scopes = scopes;
        this.agreements = agreements;
    }

    /**
     * Makes an instruction. Takes a person of the Controller with the authority to instruct; or the product it is for,
     * which can prove at most L2; or the set-up, likewise.
     */
    public Outcome<Instruction> create(ControllerId controller, NewInstruction wanted, Actor actor) {
        Optional<RegisteredAgreement> agreement = agreements.find(controller, wanted.agreement());
        return scopes.change(
                new Body.OfController(controller), actor, change -> give(change, controller, agreement, wanted));
    }

    /**
     * As {@link #create}, by a person who has signed in (L3): in one's own name, or in others' where the person administers.
     */
    public Outcome<Instruction> giveInPerson(ControllerId controller, NewInstruction wanted, PersonId person) {
        Optional<RegisteredAgreement> agreement = agreements.find(controller, wanted.agreement());
        return scopes.change(new Body.OfController(controller), new Actor.Someone(person), change -> {
            requireOwnName(change, person, wanted.persons());
            return give(change, controller, agreement, wanted);
        });
    }

    /** As {@link #create}, within a change of the Controller's that is under way. */
    public Instruction give(
            Change change, ControllerId controller, Optional<RegisteredAgreement> agreement, NewInstruction wanted) {
        return give(change, controller, agreement, wanted, Optional.empty());
    }

    /**
     * As {@link #create}, within a change of the Controller's that is under way.
     *
     * @param confirmation thumbprint of the key whose tokens alone are good for it (RFC 9449)
     */
    public Instruction give(
            Change change,
            ControllerId controller,
            Optional<RegisteredAgreement> agreement,
            NewInstruction wanted,
            Optional<String> confirmation) {
        requireAuthority(change, controller, wanted);
        RegisteredAgreement under = agreement.orElseThrow(
                () -> Refusal.because("The Controller has no such agreement.", "Name one it has."));
        requireGivable(wanted, under);
        requireProduct(change, under, wanted.product());
        requirePersons(change, wanted.persons());
        if (change.actor() instanceof Actor.Machine)
            Objections.requireNoneOpen(change, wanted.product(), wanted.persons());
        Set<String> references = capitals(wanted.references());
        var id = new InstructionId(UUID.randomUUID());
        insert(change, id, controller, under, wanted, references, confirmation);
        change.record(
                "instruction.given",
                Map.of(
                        "instruction", id.toString(),
                        "agreement", wanted.agreement().toString(),
                        "product", wanted.product().toString(),
                        "purpose", wanted.purpose().wireName(),
                        "schedule",
                                wanted.schedule().isAnyTime()
                                        ? "any-time"
                                        : wanted.schedule().toString(),
                        "proof", wanted.proof().name()));
        return InstructionRows.read(change.sql(), Optional.of(id), false).getFirst();
    }

    /** Refuses, within a change, what no person could give under this agreement. */
    public void requireGivable(NewInstruction wanted, RegisteredAgreement agreement) {
        requireWithin(wanted, agreement);
        requireSound(wanted);
    }

    /**
     * Gives a standing instruction anew, for a time that follows on the one before: the same in everything else, its key
     * included. Takes a person of the Controller who may instruct; one who does not administer acts for nobody else.
     */
    public Outcome<Instruction> renew(ControllerId controller, InstructionId id, Instant until, PersonId person) {
        Optional<Instruction> known = find(controller, id);
        Optional<RegisteredAgreement> agreement = known.flatMap(one -> agreements.find(controller, one.agreement()));
        return scopes.change(new Body.OfController(controller), new Actor.Someone(person), change -> {
            Instruction before =
                    known.orElseThrow(() -> Refusal.because("There is no such instruction.", "Name another."));
            if (before.kind() != InstructionKind.STANDING)
                throw Refusal.because("Only a standing instruction is renewed.", "Give another one.");
            List<PersonId> persons =
                    before.persons().stream().map(one -> one.id()).toList();
            requireOwnName(change, person, persons);
            Objections.requireNoneOpen(change, id);
            boolean goesOn = before.standing() == Standing.ACTIVE && change.at().isBefore(before.until());
            var wanted = new NewInstruction(
                    before.agreement(),
                    before.product(),
                    before.kind(),
                    before.purpose(),
                    before.operations(),
                    before.references(),
                    before.area(),
                    before.tier(),
                    before.closedOfOthers(),
                    goesOn ? before.until() : change.at(),
                    until,
                    before.schedule(),
                    before.remainingUses(),
                    ProofLevel.L3,
                    persons);
            // Sent twice: it was renewed already.
            Optional<Instruction> same = InstructionRows.read(change.sql(), Optional.empty(), true).stream()
                    .filter(one -> !one.id().equals(id)
                            && one.operations().equals(wanted.operations())
                            && one.references().equals(wanted.references())
                            && one.schedule().equals(wanted.schedule())
                            && one.product().equals(wanted.product())
                            && one.kind() == wanted.kind()
                            && one.until().equals(until))
                    .findFirst();
            return same.orElseGet(() -> give(change, controller, agreement, wanted, keyOf(change, id)));
        });
    }

    /** What a person gives in others' names, an administrator gives: nobody else is proven to have asked for it. */
    private static void requireOwnName(Change change, PersonId person, List<PersonId> persons) {
        if (persons.equals(List.of(person))) return;
        try {
            change.requireAuthority(Authority.ADMINISTER);
        } catch (Refusal notAdministrator) {
            throw Refusal.because(
                    "In others' names an administrator gives an instruction.", "Give it for yourself, or ask one.");
        }
    }

    private static Optional<String> keyOf(Change change, InstructionId id) {
        return change.sql()
                .sql("select confirmation from wayleave.instruction where id = :id and confirmation is not null")
                .param("id", id.value())
                .query(String.class)
                .optional();
    }

    /** Ends an instruction: the next call under it is refused. Takes a person of the Controller who may instruct. */
    public Outcome<Standing> revoke(ControllerId controller, InstructionId id, Actor actor) {
        return stand(controller, id, Standing.ENDED, actor);
    }

    /** Suspends, resumes or ends an instruction. */
    public Outcome<Standing> stand(ControllerId controller, InstructionId id, Standing standing, Actor actor) {
        return scopes.change(new Body.OfController(controller), actor, change -> {
            change.requireAuthority(Authority.INSTRUCT);
            if (standing == Standing.ACTIVE) Objections.requireNoneOpen(change, id);
            int changed = change.sql()
                    .sql("""
                            update wayleave.instruction set standing = :standing, over_since = :over
                            where id = :id and standing <> 'ENDED'""")
                    .param("standing", standing.name())
                    .param("over", standing == Standing.ENDED ? change.timestamp() : null)
                    .param("id", id.value())
                    .update();
            if (changed == 0)
                throw Refusal.because(
                        "The Controller has no such instruction, or it was revoked.", "Give another one.");
            change.record("instruction.stands", Map.of("instruction", id.toString(), "standing", standing.name()));
            return standing;
        });
    }

    public Optional<Instruction> find(ControllerId controller, InstructionId id) {
        return scopes.in(
                controller,
                sql -> InstructionRows.read(sql, Optional.of(id), false).stream()
                        .findFirst());
    }

    /** The latest 1,000 of one Controller, the latest first, whatever their standing. */
    public List<Instruction> of(ControllerId controller) {
        return scopes.in(controller, sql -> InstructionRows.read(sql, Optional.empty(), false));
    }

    /** Those of one Controller, at most 1,000, that are neither revoked nor over, the latest first. */
    public List<Instruction> inForceOf(ControllerId controller) {
        return scopes.in(controller, sql -> InstructionRows.read(sql, Optional.empty(), true)).stream()
                .filter(instruction -> scopes.now().isBefore(instruction.until()))
                .toList();
    }

    private static void requireAuthority(Change change, ControllerId controller, NewInstruction wanted) {
        boolean byMachine =
                change.actor() instanceof Actor.Machine(ProductId product) && product.equals(wanted.product());
        if (byMachine || change.actor() instanceof Actor.Setup()) {
            if (wanted.proof() != ProofLevel.L3) return;
            throw Refusal.because(
                    "Proof L3 takes a person who has signed in to us.", "Let a person of the Controller give it.");
        }
        if (change.requireOwnAuthority(Authority.INSTRUCT).equals(new Body.OfController(controller))) return;
        throw Refusal.because(
                "Only a person of the Controller gives its instructions.", "Sign in as a person of the Controller.");
    }

    private static void requireWithin(NewInstruction wanted, RegisteredAgreement agreement) {
        var content = agreement.current().content();
        String cure = "Ask within the agreement, or amend the agreement first.";
        if (agreement.state() == AgreementState.ENDED)
            throw Refusal.because("The agreement has ended.", "Name an agreement that has not.");
        if (!wanted.purpose().servesTheController())
            throw Refusal.because(
                    "This purpose is an other use (framework A5).", "Take open data for it; it needs no instruction.");
        if (!content.purposes().contains(wanted.purpose()))
            throw Refusal.because("The agreement does not grant this purpose.", cure);
        if (!content.operations().containsAll(wanted.operations()))
            throw Refusal.because("The agreement does not grant all of these operations.", cure);
        if (!content.tier().includes(wanted.tier()))
            throw Refusal.because("The agreement does not grant this tier.", cure);
        if (wanted.closedOfOthers() && !content.fields().closedOfOthers())
            throw Refusal.because(
                    "The agreement does not grant the closed fields of other organisations' records.", cure);
        if (!content.destinations().containsKey(wanted.product()))
            throw Refusal.because("The agreement does not name this product.", cure);
    }

    private static void requireSound(NewInstruction wanted) {
        if (wanted.operations().isEmpty()) throw Refusal.because("It names no operation.", "Name at least one.");
        if (!wanted.from().isBefore(wanted.until()))
            throw Refusal.because("It ends before it begins.", "Correct its times.");
        if (Duration.between(wanted.from(), wanted.until()).compareTo(LONGEST) > 0)
            throw Refusal.because(
                    "An instruction lasts at most 90 days.", "Give it for less and let a person renew it.");
        if (wanted.uses().isPresent() && wanted.uses().getAsLong() < 1)
            throw Refusal.because("It allows no use.", "Allow at least one use.");
        if (wanted.kind() == InstructionKind.ONE_OFF && wanted.uses().orElse(0) != 1)
            throw Refusal.because("A one-off instruction has exactly one use.", "State one use, or another kind.");
        if (!wanted.schedule().isAnyTime() && wanted.kind() != InstructionKind.STANDING)
            throw Refusal.because(
                    "Only a standing instruction has hours.", "Leave the hours out, or give a standing one.");
        if (wanted.schedule().windows().size() > MOST_WINDOWS)
            throw Refusal.because(
                    "It names more than " + MOST_WINDOWS + " windows of the week.", "Join or leave out some.");
        if (wanted.references() instanceof Scope.Only<String>(Set<String> members)
                && (members.isEmpty()
                        || members.size() > MOST_REFERENCES
                        || !members.stream()
                                .allMatch(one -> REFERENCE
                                        .matcher(one.toUpperCase(Locale.ROOT))
                                        .matches())))
            throw Refusal.because(
                    "It must name 1 to " + MOST_REFERENCES + " work reference numbers of at most 24 letters, digits,"
                            + " - and _.",
                    "Correct the references, or ask for all works.");
    }

    private static void requireProduct(Change change, RegisteredAgreement agreement, ProductId product) {
        boolean known = change.sql()
                .sql("""
                        select exists (select from wayleave.product
                                       where id = :id and integrator = :integrator and standing <> 'ENDED')""")
                .param("id", product.value())
                .param("integrator", agreement.integrator().value())
                .query(Boolean.class)
                .single();
        if (!known)
            throw Refusal.because("The integrator has no such product, or it has ended.", "Name another product.");
    }

    private static void requirePersons(Change change, List<PersonId> persons) {
        if (persons.isEmpty()) throw Refusal.because("It names no person.", "Name at least one registered person.");
        if (new HashSet<>(persons).size() < persons.size())
            throw Refusal.because("It names a person twice.", "Name each person once.");
        Set<UUID> active = new HashSet<>(change.sql()
                .sql("select id from wayleave.person where standing = 'ACTIVE' and id in (:ids)")
                .param("ids", persons.stream().map(PersonId::value).toList())
                .query((row, number) -> row.getObject("id", UUID.class))
                .list());
        if (persons.stream().allMatch(person -> active.contains(person.value()))) return;
        throw Refusal.because(
                "It names a person that the Controller has not registered, or that is not active.",
                "Register the person, or name another.");
    }

    private static Set<String> capitals(Scope<String> references) {
        return switch (references) {
            case Scope.All<String>() -> Set.of();
            case Scope.Only<String>(Set<String> members) ->
                members.stream()
                        .map(reference -> reference.toUpperCase(Locale.ROOT))
                        .collect(Collectors.toCollection(TreeSet::new));
        };
    }

    private static Integer @Nullable [] area(NewInstruction wanted) {
        return wanted.area()
                .map(box -> new Integer[] {box.minEasting(), box.minNorthing(), box.maxEasting(), box.maxNorthing()})
                .orElse(null);
    }

    private static void insert(
            Change change,
            InstructionId id,
            ControllerId controller,
            RegisteredAgreement agreement,
            NewInstruction wanted,
            Set<String> references,
            Optional<String> confirmation) {
        String @Nullable [] listed =
                wanted.references() instanceof Scope.All<String>() ? null : references.toArray(String[]::new);
        @Nullable Long uses = wanted.uses().isPresent() ? (Long) wanted.uses().getAsLong() : null;
        change.sql()
                .sql("""
                        insert into wayleave.instruction
                            (id, controller, agreement, integrator, product, kind, purpose, operations,
                             work_references, area, tier, closed_of_others, starts, ends, schedule, uses, proof, created,
                             confirmation)
                        values (:id, :controller, :agreement, :integrator, :product, :kind, :purpose, :operations,
                             :references, :area, :tier, :closedOfOthers, :from, :until, :schedule, :uses, :proof, :at, :confirmation)""")
                .param("id", id.value())
                .param("controller", controller.value())
                .param("agreement", agreement.id().value())
                .param("integrator", agreement.integrator().value())
                .param("product", wanted.product().value())
                .param("kind", wanted.kind().name())
                .param("purpose", wanted.purpose().name())
                .param(
                        "operations",
                        wanted.operations().stream()
                                .map(OperationId::value)
                                .sorted()
                                .toArray(String[]::new))
                .param("references", listed)
                .param("area", area(wanted))
                .param("tier", wanted.tier().name())
                .param("closedOfOthers", wanted.closedOfOthers())
                .param("from", Rows.timestamp(wanted.from()))
                .param("until", Rows.timestamp(wanted.until()))
                .param(
                        "schedule",
                        wanted.schedule().isAnyTime() ? null : wanted.schedule().toString())
                .param("uses", uses)
                .param("proof", wanted.proof().name())
                .param("confirmation", confirmation.orElse(null))
                .param("at", change.timestamp())
                .update();
        for (int place = 0; place < wanted.persons().size(); place++)
            change.sql()
                    .sql("""
                            insert into wayleave.instruction_person (instruction, controller, person, place)
                            values (:id, :controller, :person, :place)""")
                    .param("id", id.value())
                    .param("controller", controller.value())
                    .param("person", wanted.persons().get(place).value())
                    .param("place", place)
                    .update();
        change.sql()
                .sql("""
                        insert into wayleave.instruction_use (instruction, controller, remaining)
                        values (:id, :controller, :uses)""")
                .param("id", id.value())
                .param("controller", controller.value())
                .param("uses", uses)
                .update();
    }
}
