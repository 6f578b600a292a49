package uk.wayleave.gateway.answer;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import uk.wayleave.framework.Part;
import uk.wayleave.framework.field.Whose;
import uk.wayleave.gateway.decision.OwnOrganisations;
import uk.wayleave.streetmanager.CodedReference;
import uk.wayleave.streetmanager.Operation;
import uk.wayleave.streetmanager.Ownership;
import uk.wayleave.streetmanager.Proof;
import uk.wayleave.streetmanager.ReferenceKind;
import uk.wayleave.streetmanager.Role;
import uk.wayleave.streetmanager.WorkReference;

/** Whose record an answer, or a row of it, is. */
final class OwnerInAnswer {
    private final OwnOrganisations own;
    private final Optional<WorkReference> asked;
    private final boolean accountOfAuthority;

    private final BiPredicate<ReferenceKind, String> remembered;

    /**
     * @param asked the works that the call is about, where it names them
     * @param remembered whether the Controller was shown what the reference names in a record of its own
     */
    OwnerInAnswer(
            OwnOrganisations own,
            Optional<WorkReference> asked,
            String accountRole,
            BiPredicate<ReferenceKind, String> remembered) {
        this.own = own;
        this.remembered = remembered;
        this.asked = asked;
        this.accountOfAuthority = accountRole.equals(Role.HIGHWAY_AUTHORITY.label());
    }

    enum Owner {
        /** The Controller has a part in it. */
        OURS,
        ANOTHERS,
        /** It is nobody's in particular. */
        NOBODYS;

        Whose whose() {
            return switch (this) {
                case OURS -> Whose.OWN;
                case ANOTHERS -> Whose.ANOTHERS;
                case NOBODYS -> Whose.SHARED;
            };
        }
    }

    /** @param found what stood at the watched places of the record */
    Owner ofRecord(Operation operation, Part before, Map<String, String> found) {
        return switch (operation.ownership()) {
            case Ownership.ByWorks byWorks -> ofWorks(byWorks, before, found);
            case Ownership.ByCodeInReference byCode ->
                before == Part.PROVEN && agrees(byCode.field(), found) ? Owner.OURS : Owner.ANOTHERS;
            case Ownership.ByAnswer byAnswer ->
                byAnswer.fields().stream().anyMatch(field -> hasOwnCode(found, field)) ? Owner.OURS : Owner.ANOTHERS;
            case Ownership.ByPartyInBody _,
                    Ownership.ByOrganisation _,
                    Ownership.ByRemembered _,
                    Ownership.ByAccount _ -> before == Part.PROVEN ? Owner.OURS : Owner.ANOTHERS;
            case Ownership.ByRow _, Ownership.Nobody _ -> Owner.NOBODYS;
            case Ownership.Unproven _ -> Owner.ANOTHERS;
        };
    }

    private Owner ofWorks(Ownership.ByWorks byWorks, Part before, Map<String, String> found) {
        boolean authority = byWorks.authority() instanceof Proof.ByCode(String pointer) && hasOwnCode(found, pointer);
        boolean promoter = before == Part.PROVEN
                && (agrees(byWorks.promoterField(), found) || promoted(byWorks.promoterField(), found));
        return authority || promoter ? Owner.OURS : Owner.ANOTHERS;
    }

    /** A field that must agree has to be there: a caller may choose a works reference, but not whose it is. */
    private boolean agrees(Optional<String> field, Map<String, String> found) {
        return field.isEmpty() || hasOwnCode(found, field.get());
    }

    /** By a contract with the promoter, too, that the Controller acts for. */
    private boolean promoted(Optional<String> field, Map<String, String> found) {
        return field.map(found::get).filter(code -> own.promote(code, asked)).isPresent();
    }

    /**
     * @param found what stood at the watched places of the row
     * @param works the works that the row is about
     */
    boolean isOurRow(Ownership.ByRow byRow, Map<String, String> found, Optional<WorkReference> works) {
        return byRow.promoter()
                        .filter(proof -> proves(proof, found) || provesByContract(proof, found, works))
                        .isPresent()
                || proves(byRow.authority(), found);
    }

    /**
     * Whether a line of a CSV is ours. A column that proves us is enough. Where the column of our own side is there and
     * does not, it is another's; where it is not there, the line is ours because Street Manager gives an account the
     * exports of its own organisation only (DfT, resource guide V3, data export API).
     *
     * @param columns the places of the proofs that the CSV has a column for
     */
    boolean isOurLine(Ownership.ByRow byRow, Map<String, String> found, Set<String> columns) {
        Optional<WorkReference> works = byRow.promoter()
                .filter(Proof.ByWorksReference.class::isInstance)
                .flatMap(Proof::place)
                .flatMap(pointer -> works(found.get(pointer)));
        if (isOurRow(byRow, found, works)) {
            return true;
        }
        Optional<Proof> ofOurSide = accountOfAuthority ? Optional.of(byRow.authority()) : byRow.promoter();
        return ofOurSide.flatMap(Proof::place).filter(columns::contains).isEmpty();
    }

    private boolean provesByContract(Proof proof, Map<String, String> found, Optional<WorkReference> works) {
        return switch (proof) {
            case Proof.ByCode(String pointer) ->
                Optional.ofNullable(found.get(pointer))
                        .filter(code -> own.promote(code, works))
                        .isPresent();
            case Proof.ByWorksReference(String pointer) ->
                works(found.get(pointer)).filter(own::promote).isPresent();
            case Proof.ByCodeInReference _, Proof.ByName _, Proof.ByAccount _, Proof.ByLookUp _, Proof.ByRemembered _ ->
                false;
        };
    }

    private boolean proves(Proof proof, Map<String, String> found) {
        return switch (proof) {
            case Proof.ByCode(String pointer) -> hasOwnCode(found, pointer);
            case Proof.ByWorksReference(String pointer) ->
                works(found.get(pointer)).flatMap(own::promoterOf).isPresent();
            case Proof.ByCodeInReference(String pointer, CodedReference.Kind kind) ->
                Optional.ofNullable(found.get(pointer))
                        .flatMap(text -> CodedReference.parse(kind, text).toOptional())
                        .filter(reference -> own.haveCode(reference.authority().value()))
                        .isPresent();
            case Proof.ByName(String pointer) ->
                Optional.ofNullable(found.get(pointer)).filter(own::haveName).isPresent();
            // Street Manager gives a highway authority's account only what is on its own streets here.
            case Proof.ByAccount _ -> accountOfAuthority;
            case Proof.ByRemembered(String pointer, ReferenceKind kind) ->
                Optional.ofNullable(found.get(pointer))
                        .filter(reference -> remembered.test(kind, reference))
                        .isPresent();
            case Proof.ByLookUp _ -> false;
        };
    }

    static Optional<WorkReference> works(@org.jspecify.annotations.Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        Optional<WorkReference> whole = WorkReference.parse(text).toOptional();
        int dash = text.lastIndexOf('-');
        return whole.isPresent() || dash < 0
                ? whole
                : WorkReference.parse(text.substring(0, dash)).toOptional();
    }

    private boolean hasOwnCode(Map<String, String> found, String pointer) {
        String code = found.get(pointer);
        return code != null && own.haveCode(code);
    }
}
