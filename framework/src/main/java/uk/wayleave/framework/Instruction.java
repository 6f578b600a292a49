package uk.wayleave.framework;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The explicit request of the Controller (framework A1).
 *
 * @param purpose its one purpose
 * @param references the works it is about, as Street Manager work reference numbers in capitals
 * @param area of the map that it is about; empty where it names none
 * @param tier the highest tier it asks for
 * @param closedOfOthers whether it asks for more than the open fields of other organisations' records
 * @param schedule the times of the week at which it may be used
 * @param remainingUses empty when unlimited within its time
 * @param persons those it acts for; at least one
 * @param standing {@code ENDED} once revoked
 */
public record Instruction(
        InstructionId id,
        ControllerId controller,
        AgreementId agreement,
        ProductId product,
        InstructionKind kind,
        Purpose purpose,
        Set<OperationId> operations,
        Scope<String> references,
        Optional<Box> area,
        Tier tier,
        boolean closedOfOthers,
        Instant from,
        Instant until,
        Schedule schedule,
        OptionalLong remainingUses,
        ProofLevel proof,
        List<Person> persons,
        Standing standing) {
    public Instruction {
        operations = Set.copyOf(operations);
        persons = persons.stream().distinct().toList();
    }

    /** Whether it stands and its time has come and is not over, whatever the time of the week. */
    public boolean isInForceAt(Instant instant) {
        return standing == Standing.ACTIVE && !instant.isBefore(from) && instant.isBefore(until);
    }

    /** The first instant from this one on at which its schedule lets it be used; empty where it is over before. */
    public Optional<Instant> opensFrom(Instant instant) {
        return schedule.firstCoveredFrom(instant.isBefore(from) ? from : instant)
                .filter(opening -> opening.isBefore(until));
    }

    /** Whether it is about this part of the map: within its area, or anywhere when it is about all works and no area. */
    public boolean covers(Box box) {
        return area.isPresent() ? area.get().contains(box) : references instanceof Scope.All<String>;
    }

    /** The same with so many uses left. */
    public Instruction withRemainingUses(long uses) {
        return new Instruction(
                id,
                controller,
                agreement,
                product,
                kind,
                purpose,
                operations,
                references,
                area,
                tier,
                closedOfOthers,
                from,
                until,
                schedule,
                OptionalLong.of(uses),
                proof,
                persons,
                standing);
    }

    /**
     * The one listed person a call is made for, whatever that person's standing: the only one listed when the call
     * names nobody, else the only one with the identifier that the call names. Empty when that is nobody or several.
     */
    public Optional<Person> personFor(Optional<String> named) {
        if (named.isEmpty()) {
            return persons.size() == 1 ? Optional.of(persons.getFirst()) : Optional.empty();
        }
        Optional<Person> found = Optional.empty();
        for (Person person : persons) {
            if (!person.identifier().equals(named.get())) {
                continue;
            }
            if (found.isPresent()) {
                return Optional.empty();
            }
            found = Optional.of(person);
        }
        return found;
    }
}
