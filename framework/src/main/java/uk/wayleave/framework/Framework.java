package uk.wayleave.framework;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import uk.wayleave.framework.clause.Clause;
import uk.wayleave.framework.clause.Clauses;
import uk.wayleave.framework.field.AppliedProfile;
import uk.wayleave.framework.field.FieldProfiles;

/**
 * Decides calls by DfT's framework. A call is permitted only when every clause holds; whatever breaches one is refused,
 * naming every clause breached. Pure: the same question always gets the same decision. Safe for use by many threads.
 */
public final class Framework {
    private final Clauses clauses;
    private final Clause[] inOrder;
    private final Breach unfounded;
    private final FieldProfiles profiles;

    /** With the strictest field profiles. */
    public Framework(Clauses clauses) {
        this(clauses, FieldProfiles.strictest());
    }

    public Framework(Clauses clauses, FieldProfiles profiles) {
        this.clauses = clauses;
        this.profiles = profiles;
        this.inOrder = clauses.inOrder().toArray(Clause[]::new);
        this.unfounded = new Breach(clauses.of(ClauseId.A1).rules().getFirst(), "");
    }

    /** The clauses it decides by. */
    public Clauses clauses() {
        return clauses;
    }

    public Decision decide(Question question) {
        List<Breach> breaches = breaches(question);
        if (!breaches.isEmpty()) {
            return new Decision.Refusal(breaches);
        }
        Optional<Agreement> agreement = question.agreement();
        Optional<Instruction> instruction = question.instruction();
        Optional<Person> person = instruction.isEmpty()
                ? Optional.empty()
                : instruction.get().personFor(question.call().namedPerson());
        // Without any of these A1 or B1 is breached above. Should a change to them ever forget that, this still
        // refuses.
        if (agreement.isEmpty() || instruction.isEmpty() || person.isEmpty()) {
            return new Decision.Refusal(List.of(unfounded));
        }
        return permit(question, agreement.get(), instruction.get(), person.get());
    }

    private List<Breach> breaches(Question question) {
        List<Breach> all = List.of();
        for (Clause clause : inOrder) {
            List<Breach> found = clause.breaches(question);
            if (found.isEmpty()) {
                continue;
            }
            if (all.isEmpty()) {
                all = new ArrayList<>();
            }
            all.addAll(found);
        }
        return all;
    }

    private Decision.Permit permit(Question question, Agreement agreement, Instruction instruction, Person person) {
        List<Holds> holds = new ArrayList<>(inOrder.length);
        for (Clause clause : inOrder) {
            holds.add(new Holds(clause.id(), clause.whyItHolds(question)));
        }
        Instant until = agreement.until().isBefore(instruction.until()) ? agreement.until() : instruction.until();
        return new Decision.Permit(holds, obligations(question.call(), agreement, instruction, person), person, until);
    }

    private List<Obligation> obligations(Call call, Agreement agreement, Instruction instruction, Person person) {
        List<Obligation> obligations = new ArrayList<>(6);
        obligations.add(new Obligation.NameThePerson(person));
        obligations.add(new Obligation.UseTheControllersAccount(call.controller()));
        if (call.isAboutRecords()) {
            Tier upTo = agreement.tier().includes(instruction.tier()) ? instruction.tier() : agreement.tier();
            obligations.add(new Obligation.ProveOwnership(upTo));
        }
        obligations.add(new Obligation.ApplyFieldProfile(new AppliedProfile(
                profiles.of(instruction.purpose()),
                agreement.fields(),
                instruction.closedOfOthers(),
                agreement.tier().includes(Tier.T3) && instruction.tier().includes(Tier.T3))));
        obligations.add(new Obligation.ReleaseOnlyTo(call.product()));
        obligations.add(new Obligation.DoNotStore());
        return obligations;
    }
}
