package uk.wayleave.streetmanager;

import java.util.List;
import java.util.Optional;

/**
 * How the owner of the record that an operation is about is proven: whether the Controller has a part in it. No proof,
 * no release; a write has it before anything is sent. A contractor's contract with a promoter is no proof yet.
 */
public sealed interface Ownership {

    FactSource source();

    /** Whether it rests on what the gateway remembers of the Controller's earlier calls. */
    default boolean isRemembered() {
        return switch (this) {
            case ByRemembered _ -> true;
            case ByRow byRow -> byRow.authority() instanceof Proof.ByRemembered;
            case ByWorks _,
                    ByCodeInReference _,
                    ByPartyInBody _,
                    ByAnswer _,
                    ByOrganisation _,
                    ByAccount _,
                    Nobody _,
                    Unproven _ -> false;
        };
    }

    /**
     * The promoter by the prefix of the works reference in a parameter, the highway authority by its own proof.
     *
     * @param parameter the parameter whose value is a works reference or begins with one
     * @param part what the parameter names where it is a part of the works; empty where it is the works
     * @param place where that parameter stands
     * @param beneath other path parameters whose values must begin with that works reference: they name its parts
     * @param promoterField pointer to the promoter's SWA code in the answer, which must agree with the prefix
     * @param authority how the highway authority of the works is proven
     */
    record ByWorks(
            String parameter,
            Optional<PartReference.Kind> part,
            Parameter.Place place,
            List<String> beneath,
            Optional<String> promoterField,
            Proof authority,
            FactSource source)
            implements Ownership {
        public ByWorks {
            beneath = List.copyOf(beneath);
        }
    }

    /**
     * The highway authority by the SWA code inside the reference in the path.
     *
     * @param field pointer to the authority's SWA code in the answer, which must agree
     */
    record ByCodeInReference(String parameter, CodedReference.Kind kind, Optional<String> field, FactSource source)
            implements Ownership {}

    /**
     * A new record: the request body names the parties, and the one on {@code side} must be us.
     *
     * @param field pointer, in the request, to the SWA code of that side
     * @param reference pointer, in the request, to a works reference that the caller may choose, whose prefix must be
     *     ours too
     */
    record ByPartyInBody(Side side, String field, Optional<String> reference, FactSource source) implements Ownership {}

    /**
     * A list: each row is proven by itself, and left out when we have no part in it and the operation has no
     * {@link Operation#foreignTier()}.
     *
     * @param rows pointer to the array in the answer; empty when the answer is the array
     * @param promoter how a row shows its promoter; empty when rows have none
     * @param authority how a row shows its highway authority
     * @param bodyReferences pointer, in the request, to the works references asked for
     */
    record ByRow(
            String rows, Optional<Proof> promoter, Proof authority, Optional<String> bodyReferences, FactSource source)
            implements Ownership {}

    /** The answer holds the owner's SWA code in one of these fields; one must be ours. */
    record ByAnswer(List<String> fields, FactSource source) implements Ownership {
        public ByAnswer {
            fields = List.copyOf(fields);
        }
    }

    /**
     * The reference says nothing of whose record it is, but the gateway remembers to have seen it in a record that was
     * proven to be the Controller's: made through the gateway, or listed in an answer. See
     * {@link ReferenceKind#isRemembered()}; the fields to remember are those that {@link Field#names() name} such a kind,
     * of answers that are the Controller's own.
     *
     * @param parameter the parameter, in path or query, that holds the reference
     */
    record ByRemembered(ReferenceKind kind, String parameter, Parameter.Place place, FactSource source)
            implements Ownership {}

    /** The path names the organisation itself: its organisation reference is its SWA code. */
    record ByOrganisation(String parameter, FactSource source) implements Ownership {}

    /**
     * It belongs to the account's organisation and to nobody else, and Street Manager itself holds the account to that:
     * an export of its own, a new activity, its sample inspection targets.
     */
    record ByAccount(FactSource source) implements Ownership {}

    /** It is nobody's record, or everybody's: calculators, the gazetteer, the map, the list of organisations. */
    record Nobody(FactSource source) implements Ownership {}

    /** No proof is known: refused until there is one. */
    record Unproven(String why, FactSource source) implements Ownership {}
}
