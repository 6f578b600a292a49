package uk.wayleave.framework;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import uk.wayleave.framework.clause.Clause;
import uk.wayleave.framework.clause.Clauses;

/** Assurance is computed from the controls that are wired, and claims no more than they keep. */
class AssuranceTest {
    /** What the program wires today: everything but the governor. */
    static final Set<Control> WIRED_TODAY = EnumSet.complementOf(EnumSet.of(Control.GOVERNOR));

    private final Clauses clauses = new Clauses();

    @Test
    void claimsNothingWhenNoControlIsWired() {
        assertThat(clauses.inOrder())
                .extracting(clause -> clause.assurance(Set.of()))
                .containsOnly(Assurance.NOT_COVERED);
    }

    @Test
    void preventsOnlyWhatCannotPassThroughThisGateway() {
        assertThat(with(Assurance.PREVENTED_HERE, WIRED_TODAY))
                .containsExactly(
                        ClauseId.A1,
                        ClauseId.A2,
                        ClauseId.A3,
                        ClauseId.A4,
                        ClauseId.B1,
                        ClauseId.B1F,
                        ClauseId.B4,
                        ClauseId.B6,
                        ClauseId.C5);
    }

    @Test
    void monitorsWhatIsDeclaredAndRecorded() {
        assertThat(with(Assurance.MONITORED, WIRED_TODAY))
                .containsExactly(
                        ClauseId.P3,
                        ClauseId.A5,
                        ClauseId.A5A,
                        ClauseId.A5B,
                        ClauseId.A5C,
                        ClauseId.A5D,
                        ClauseId.A5E,
                        ClauseId.B2,
                        ClauseId.B5,
                        ClauseId.C2,
                        ClauseId.C3);
    }

    @Test
    void onlyAttestsWhatSoftwareCannotSee() {
        assertThat(with(Assurance.ATTESTED, WIRED_TODAY))
                .containsExactly(ClauseId.P1, ClauseId.P2, ClauseId.B3, ClauseId.C1, ClauseId.C4);
    }

    @Test
    void coversPersonalDataInFreeTextOnlyWhereItIsScreened() {
        assertThat(with(Assurance.NOT_COVERED, WIRED_TODAY)).isEmpty();

        Set<Control> unscreened = EnumSet.complementOf(EnumSet.of(Control.FREE_TEXT_SCREENING));
        assertThat(clauses.of(ClauseId.B5).assurance(unscreened)).isEqualTo(Assurance.NOT_COVERED);
        assertThat(clauses.of(ClauseId.B6).assurance(unscreened)).isEqualTo(Assurance.MONITORED);
        assertThat(clauses.of(ClauseId.B5).assurance(EnumSet.allOf(Control.class)))
                .isEqualTo(Assurance.MONITORED);
    }

    @Test
    void neverClaimsMoreThanAPromiseOfLawfulUseAndOfNoProfit() {
        Set<Control> everything = EnumSet.allOf(Control.class);
        assertThat(clauses.of(ClauseId.B3).assurance(everything)).isEqualTo(Assurance.ATTESTED);
        assertThat(clauses.of(ClauseId.C1).assurance(everything)).isEqualTo(Assurance.ATTESTED);
    }

    @Test
    void losesAPreventionWithAnyOneOfItsControls() {
        for (Clause clause : clauses.inOrder()) {
            if (clause.assurance(WIRED_TODAY) != Assurance.PREVENTED_HERE) {
                continue;
            }
            for (Control control : clause.promises().getFirst().controls()) {
                Set<Control> without = EnumSet.copyOf(WIRED_TODAY);
                without.remove(control);
                assertThat(clause.assurance(without))
                        .as(clause.id() + " without " + control)
                        .isNotEqualTo(Assurance.PREVENTED_HERE);
            }
        }
    }

    @Property
    void oneControlMoreNeverWeakensAClause(@ForAll Set<Control> wired, @ForAll Control another) {
        Set<Control> more = EnumSet.noneOf(Control.class);
        more.addAll(wired);
        more.add(another);

        assertThat(clauses.inOrder())
                .allSatisfy(clause -> assertThat(clause.assurance(more)).isLessThanOrEqualTo(clause.assurance(wired)));
    }

    private List<ClauseId> with(Assurance assurance, Set<Control> wired) {
        List<ClauseId> found = new ArrayList<>();
        for (Clause clause : clauses.inOrder()) {
            if (clause.assurance(wired) == assurance) {
                found.add(clause.id());
            }
        }
        return found;
    }
}
