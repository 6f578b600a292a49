package uk.wayleave.register.agreement;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import uk.wayleave.framework.Assurance;
import uk.wayleave.framework.Basis;
import uk.wayleave.framework.ClauseId;
import uk.wayleave.framework.clause.Clauses;

/** What an agreement lacks before it may be offered, signed or put in force. */
public final class Gaps {
    /** DfT asks an integrator for two technical contacts (newsletter 34). */
    public static final int CONTACTS = 2;

    /** Where the people are whose days are meant. */
    private static final ZoneId HERE = ZoneId.of("Europe/London");

    private static final Clauses CLAUSES = new Clauses();

    private final List<Gap> found = new ArrayList<>();

    private Gaps() {}

    /** @param contacts how many technical contacts the integrator has named */
    public static List<Gap> of(AgreementContent content, int contacts) {
        var gaps = new Gaps();
        gaps.parties(content.particulars());
        gaps.contract(content);
        gaps.purposes(content.particulars());
        gaps.clauses(content);
        gaps.dates(content);
        gaps.requires(
                contacts >= CONTACTS,
                Part.CONTACTS,
                "The integrator has named " + contacts + " of " + CONTACTS + " technical contacts");
        return List.copyOf(gaps.found);
    }

    /**
     * Clauses that somebody has to attest: those that no software can keep, and those without whose attestation every call is
     * refused.
     */
    public static Set<ClauseId> toAttest(Basis basis) {
        return CLAUSES.inOrder().stream()
                .filter(clause -> clause.promises().stream()
                                .anyMatch(promise -> promise.assurance() == Assurance.ATTESTED)
                        || clause.rules().stream().anyMatch(rule -> rule.id().equals(clause.id() + ".not-attested")))
                .map(clause -> clause.id())
                // The fall-back's own clause says nothing where there is no fall-back.
                .filter(id -> id != ClauseId.B1F || basis == Basis.RESTRICTED_USE)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private void parties(Particulars particulars) {
        LegalBody controller = particulars.controller();
        requires(!controller.name().isEmpty(), Part.PARTIES, "The Controller's legal name");
        requires(!controller.swaCodes().isEmpty(), Part.PARTIES, "The SWA codes of the Controller");
        requires(!controller.icoRegistration().isEmpty(), Part.PARTIES, "The Controller's ICO registration number");
        LegalBody integrator = particulars.integrator();
        requires(!integrator.name().isEmpty(), Part.PARTIES, "The integrator's legal name");
        requires(!integrator.icoRegistration().isEmpty(), Part.PARTIES, "The integrator's ICO registration number");
    }

    private void contract(AgreementContent content) {
        Particulars particulars = content.particulars();
        for (ContractTerm term : ContractTerm.of(content.basis()))
            requires(
                    particulars.terms().containsKey(term),
                    Part.BASIS,
                    "Where the contract says what " + term.source() + " asks for");
        requires(
                content.basis() != Basis.RESTRICTED_USE
                        || !particulars.fallback().isEmpty(),
                Part.BASIS,
                "Why there is no processor agreement (framework B1: failing this)");
    }

    private void purposes(Particulars particulars) {
        requires(!particulars.purposes().isEmpty(), Part.PURPOSES, "The purposes in plain words");
    }

    private void clauses(AgreementContent content) {
        for (ClauseId id : toAttest(content.basis()))
            requires(
                    content.attested().contains(id),
                    Part.CLAUSES,
                    "Clause " + id + " is attested by nobody, and calls are refused without");
    }

    private void dates(AgreementContent content) {
        Particulars particulars = content.particulars();
        requires(!particulars.dpia().isEmpty(), Part.DATES, "The reference of the data protection impact assessment");
        requires(particulars.review().isPresent(), Part.DATES, "The day on which both sides review it");
        LocalDate first = LocalDate.ofInstant(content.from(), HERE);
        LocalDate last = LocalDate.ofInstant(content.until(), HERE);
        requires(
                particulars.review().filter(day -> day.isBefore(first)).isEmpty()
                        && particulars.review().filter(last::isBefore).isEmpty(),
                Part.DATES,
                "A day of review between its first day and its end");
    }

    private void requires(boolean there, Part part, String says) {
        if (!there) found.add(new Gap(part, says));
    }
}
