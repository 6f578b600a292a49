package uk.wayleave.register.request;

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
import uk.wayleave.framework.Scope;
import uk.wayleave.framework.Tier;
import uk.wayleave.register.instruction.NewInstruction;

/**
 * The instruction a product asks a person for.
 *
 * @param references work reference numbers
 * @param area of the map that it is about; empty where it names none
 * @param closedOfOthers whether it asks for more than the open fields of other organisations' records
 * @param from the first instant it covers
 * @param until the first instant it no longer covers, at most 90 days later
 * @param uses empty for unlimited within its time; a one-off has one
 */
public record WantedInstruction(
        InstructionKind kind,
        Purpose purpose,
        Set<OperationId> operations,
        Scope<String> references,
        Optional<Box> area,
        Tier tier,
        boolean closedOfOthers,
        Instant from,
        Instant until,
        OptionalLong uses) {
    public WantedInstruction {
        operations = Set.copyOf(operations);
    }

    /** As that person gives it, who has signed in to us. */
    NewInstruction by(PersonId person, AgreementId agreement, ProductId product) {
        return by(List.of(person), agreement, product, ProofLevel.L3);
    }

    /** As these persons give it, proven so far. */
    public NewInstruction by(List<PersonId> persons, AgreementId agreement, ProductId product, ProofLevel proof) {
        return new NewInstruction(
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
                uses,
                proof,
                persons);
    }
}
