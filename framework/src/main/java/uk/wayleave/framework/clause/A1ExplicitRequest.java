package uk.wayleave.framework.clause;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import uk.wayleave.framework.Assurance;
import uk.wayleave.framework.Box;
import uk.wayleave.framework.Breach;
import uk.wayleave.framework.Call;
import uk.wayleave.framework.ClauseId;
import uk.wayleave.framework.Control;
import uk.wayleave.framework.Instruction;
import uk.wayleave.framework.Party;
import uk.wayleave.framework.Person;
import uk.wayleave.framework.ProofLevel;
import uk.wayleave.framework.Question;
import uk.wayleave.framework.Rule;
import uk.wayleave.framework.Scope;
import uk.wayleave.framework.Standing;

/** A1: the integrator acts in Street Manager only when the authorised user explicitly asks it to. */
public final class A1ExplicitRequest implements Clause {
    static final Rule NO_INSTRUCTION = Rule.of(
            ClauseId.A1,
            "no-instruction",
            "The call cites no instruction of the authorised user.",
            "Ask a person of the authorised user for an instruction that covers this; cite it in the header "
                    + "Wayleave-Instruction or bind the token to it.");
    static final Rule OTHER_CONTROLLER = Rule.of(
            ClauseId.A1,
            "other-controller",
            "The instruction is of another authorised user than the credential.",
            "Cite an instruction of the authorised user whose credential this is.");
    static final Rule OTHER_AGREEMENT = Rule.of(
            ClauseId.A1,
            "other-agreement",
            "The instruction was given under another agreement than the one the credential belongs to.",
            "Cite an instruction given under this agreement, or call with the credential of the other one.");
    static final Rule OTHER_PRODUCT = Rule.of(
            ClauseId.A1,
            "other-product",
            "The instruction was given to another product.",
            "Cite an instruction given to this product; ask the authorised user for one if there is none.");
    static final Rule SUSPENDED = Rule.of(
            ClauseId.A1,
            "suspended",
            "The instruction is suspended.",
            "Stop, and ask the authorised user whether it will take the instruction up again.");
    static final Rule REVOKED = Rule.of(
            ClauseId.A1,
            "revoked",
            "The instruction has been revoked.",
            "Stop; only a new instruction of the authorised user can allow this.");
    static final Rule NOT_YET = Rule.of(
            ClauseId.A1,
            "not-yet",
            "The instruction is not in force yet.",
            "Wait until it begins, or ask the authorised user for one that begins earlier.");
    static final Rule EXPIRED = Rule.of(
            ClauseId.A1, "expired", "The instruction has expired.", "Ask a person of the authorised user to renew it.");
    static final Rule OUTSIDE_HOURS = Rule.of(
            ClauseId.A1,
            "outside-hours",
            "The instruction is not for this time of the week.",
            "Wait until its hours begin again, or ask a person of the authorised user for an instruction for this "
                    + "time.");
    static final Rule NO_USES_LEFT = Rule.of(
            ClauseId.A1,
            "no-uses-left",
            "Every use that the instruction allows has been taken.",
            "Ask a person of the authorised user for a new instruction.");
    static final Rule OPERATION = Rule.of(
            ClauseId.A1,
            "operation",
            "The instruction does not ask for this operation.",
            "Ask the authorised user for an instruction that lists the operation, or call only what this one "
                    + "lists.");
    static final Rule REFERENCE = Rule.of(
            ClauseId.A1,
            "reference",
            "The instruction is not about these works.",
            "Ask the authorised user for an instruction that lists the works, or name only works that this "
                    + "one lists.");
    static final Rule REFERENCE_UNNAMED = Rule.of(
            ClauseId.A1,
            "reference-unnamed",
            "The instruction is about certain works only and the call names none.",
            "Name the works in the call, or ask the authorised user for an instruction about all of its " + "works.");
    static final Rule AREA = Rule.of(
            ClauseId.A1,
            "area",
            "The instruction is not about all of this area of the map.",
            "Ask the authorised user for an instruction about the area, or ask for less of it.");
    static final Rule TIER = Rule.of(
            ClauseId.A1,
            "tier",
            "The operation may return data of a higher tier than the instruction asks for.",
            "Ask the authorised user for an instruction up to that tier, or use an operation of a lower one.");
    static final Rule NO_PERSON = Rule.of(
            ClauseId.A1,
            "no-person",
            "The instruction names no person of the authorised user.",
            "Ask the authorised user to give the instruction anew with the persons it acts for.");
    static final Rule WHICH_PERSON = Rule.of(
            ClauseId.A1,
            "which-person",
            "It is not clear for which person of the instruction the call is made.",
            "Send the identifier of exactly one listed person, as internal_user_identifier in the body or in "
                    + "the header Wayleave-Person.");
    static final Rule PERSON_NOT_LISTED = Rule.of(
            ClauseId.A1,
            "person-not-listed",
            "The call names a person who is not listed in the instruction.",
            "Send the identifier of a listed person, or ask the authorised user to list this one.");
    static final Rule PERSON_NOT_ACTIVE = Rule.of(
            ClauseId.A1,
            "person-not-active",
            "The person for whom the call is made is not active at the authorised user.",
            "Act for another listed person, or ask the authorised user to reinstate this one.");
    static final Rule PROOF = Rule.of(
            ClauseId.A1,
            "proof",
            "How the request was proven is weaker than the agreement asks for such an operation.",
            "Have the person sign in here and approve the instruction (L3), or the authorised user's own "
                    + "system sign it (L2).");
    private static final List<Rule> RULES = List.of(
            NO_INSTRUCTION,
            OTHER_CONTROLLER,
            OTHER_AGREEMENT,
            OTHER_PRODUCT,
            SUSPENDED,
            REVOKED,
            NOT_YET,
            EXPIRED,
            OUTSIDE_HOURS,
            NO_USES_LEFT,
            OPERATION,
            REFERENCE,
            REFERENCE_UNNAMED,
            AREA,
            TIER,
            NO_PERSON,
            WHICH_PERSON,
            PERSON_NOT_LISTED,
            PERSON_NOT_ACTIVE,
            PROOF);
    private static final List<Promise> PROMISES = List.of(
            Promise.of(Assurance.PREVENTED_HERE, Control.INSTRUCTION_GATE, Control.NAMED_PERSON, Control.LEDGER),
            Promise.of(Assurance.MONITORED, Control.INSTRUCTION_GATE));
    private static final Set<Party> BINDS = Set.of(Party.INTEGRATOR);
    private static final List<Sentence> SENTENCES = List.of(Sentence.EXPLICIT_REQUEST);

    @Override
    public ClauseId id() {
        return ClauseId.A1;
    }

    @Override
    public List<Sentence> sentences() {
        return SENTENCES;
    }

    @Override
    public String meaning() {
        return "The integrator acts in Street Manager only when a person of the authorised user has asked for "
                + "just that.";
    }

    @Override
    public Set<Party> binds() {
        return BINDS;
    }

    @Override
    public List<Rule> rules() {
        return RULES;
    }

    @Override
    public List<Breach> breaches(Question question) {
        if (question.instruction().isEmpty()) {
            return List.of(new Breach(NO_INSTRUCTION, ""));
        }
        Instruction instruction = question.instruction().get();
        Findings findings = new Findings();
        belonging(question.call(), instruction, findings);
        force(question.at(), instruction, findings);
        coverage(question.call(), instruction, findings);
        person(question.call(), instruction, findings);
        proof(question, instruction, findings);
        return findings.list();
    }

    @Override
    public String whyItHolds(Question question) {
        if (question.instruction().isEmpty()) {
            return "";
        }
        return switch (question.instruction().get().kind()) {
            case ONE_OFF -> "A person of the authorised user asked for this once; it fits what was asked.";
            case SESSION -> "A person of the authorised user asked for this while working; it fits what was asked.";
            case STANDING -> "A standing instruction of a person of the authorised user is in force and asks for this.";
        };
    }

    @Override
    public List<Promise> promises() {
        return PROMISES;
    }

    @Override
    public String evidence() {
        return "The instruction, the person's id and the level of proof in every intent; for a write, Street "
                + "Manager's own history names the person.";
    }

    @Override
    public String limit() {
        return "Whether the person meant it, and, at proof level L1, whether there was a person: the product "
                + "asserts it.";
    }

    private static void belonging(Call call, Instruction instruction, Findings findings) {
        findings.note(OTHER_CONTROLLER, !instruction.controller().equals(call.controller()))
                .note(OTHER_AGREEMENT, !instruction.agreement().equals(call.agreement()))
                .note(OTHER_PRODUCT, !instruction.product().equals(call.product()));
    }

    private static void force(Instant at, Instruction instruction, Findings findings) {
        OptionalLong uses = instruction.remainingUses();
        findings.note(SUSPENDED, instruction.standing() == Standing.SUSPENDED)
                .note(REVOKED, instruction.standing() == Standing.ENDED)
                .note(NOT_YET, at.isBefore(instruction.from()))
                .note(EXPIRED, !at.isBefore(instruction.until()))
                .note(NO_USES_LEFT, uses.isPresent() && uses.getAsLong() <= 0);
        if (!instruction.schedule().covers(at)) {
            findings.note(OUTSIDE_HOURS, true, opening(at, instruction));
        }
    }

    private static String opening(Instant at, Instruction instruction) {
        return instruction
                .opensFrom(at)
                .map(opening -> "Its hours begin again at " + opening + ".")
                .orElse("Its hours do not begin again before it ends.");
    }

    private static void coverage(Call call, Instruction instruction, Findings findings) {
        if (!instruction.operations().contains(call.operation())) {
            findings.note(OPERATION, true, call.operation().value());
        }
        for (String reference : call.references()) {
            if (!instruction.references().covers(reference)) {
                findings.noteEach(REFERENCE, notCovered(call, instruction));
                break;
            }
        }
        findings.note(REFERENCE_UNNAMED, namesNoWorksThoughItMust(call, instruction));
        Optional<Box> box = call.box();
        if (box.isPresent() && !instruction.covers(box.get())) {
            findings.note(AREA, true, box.get().toString());
        }
        if (!instruction.tier().includes(call.tier())) {
            findings.note(TIER, true, call.tier() + " is above " + instruction.tier() + ".");
        }
    }

    private static Set<String> notCovered(Call call, Instruction instruction) {
        Set<String> notCovered = new HashSet<>(call.references());
        notCovered.removeIf(instruction.references()::covers);
        return notCovered;
    }

    // What is granted for certain works must not turn into everything by leaving the works out of the call.
    private static boolean namesNoWorksThoughItMust(Call call, Instruction instruction) {
        return instruction.references() instanceof Scope.Only<String>
                && call.references().isEmpty()
                && call.isAboutRecords();
    }

    private static void person(Call call, Instruction instruction, Findings findings) {
        if (instruction.persons().isEmpty()) {
            findings.note(NO_PERSON, true);
            return;
        }
        Optional<Person> person = instruction.personFor(call.namedPerson());
        if (person.isPresent()) {
            findings.note(PERSON_NOT_ACTIVE, person.get().standing() != Standing.ACTIVE);
            return;
        }
        boolean unlisted = call.namedPerson().isPresent()
                && !lists(instruction, call.namedPerson().get());
        findings.note(PERSON_NOT_LISTED, unlisted).note(WHICH_PERSON, !unlisted);
    }

    private static boolean lists(Instruction instruction, String identifier) {
        for (Person person : instruction.persons()) {
            if (person.identifier().equals(identifier)) {
                return true;
            }
        }
        return false;
    }

    private static void proof(Question question, Instruction instruction, Findings findings) {
        if (question.agreement().isEmpty()) {
            return;
        }
        ProofLevel least = question.agreement().get().proofFor(question.call().effect());
        if (!instruction.proof().satisfies(least)) {
            findings.note(PROOF, true, instruction.proof() + " is less than " + least + ".");
        }
    }
}
