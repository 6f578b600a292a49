package uk.wayleave.register.instruction;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import uk.wayleave.framework.AgreementId;
import uk.wayleave.framework.Box;
import uk.wayleave.framework.InstructionKind;
import uk.wayleave.framework.OperationId;
import uk.wayleave.framework.PersonId;
import uk.wayleave.framework.ProductId;
import uk.wayleave.framework.ProofLevel;
import uk.wayleave.framework.Purpose;
import uk.wayleave.framework.Schedule;
import uk.wayleave.framework.Scope;
import uk.wayleave.framework.Tier;

/**
 * An instruction as it is asked for.
 *
 * @param references work reference numbers; turned into capitals
 * @param area of the map that it is about; empty where it names none
 * @param closedOfOthers whether it asks for more than the open fields of other organisations' records
 * @param from the first instant it covers
 * @param until the first instant it no longer covers, at most 90 days later
 * @param schedule the times of the week at which it may be used; of a standing one only
 * @param uses empty for unlimited within its time; a one-off has one
 * @param persons those it acts for, of the Controller
 */
public record NewInstruction(
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
        OptionalLong uses,
        ProofLevel proof,
        List<PersonId> persons) {
    public NewInstruction {
        operations = Set.copyOf(operations);
        persons = List.copyOf(persons);
    }

    /** One for any time of the week. */
    public NewInstruction(
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
            OptionalLong uses,
            ProofLevel proof,
            List<PersonId> persons) {
        this(
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
                Schedule.anyTime(),
                uses,
                proof,
                persons);
    }

    /** One for any time of the week that names no area and asks for the open fields of other organisations' records only. */
    public NewInstruction(
            AgreementId agreement,
            ProductId product,
            InstructionKind kind,
            Purpose purpose,
            Set<OperationId> operations,
            Scope<String> references,
            Tier tier,
            Instant from,
            Instant until,
            OptionalLong uses,
            ProofLevel proof,
            List<PersonId> persons) {
        this(
                agreement,
                product,
                kind,
                purpose,
                operations,
                references,
                Optional.empty(),
                tier,
                false,
                from,
                until,
                uses,
                proof,
                persons);
    }
}
