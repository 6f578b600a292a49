package uk.wayleave.register.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import uk.wayleave.framework.AgreementState;
import uk.wayleave.framework.Basis;
import uk.wayleave.framework.ClauseId;
import uk.wayleave.framework.Party;
import uk.wayleave.framework.clause.Clauses;
import uk.wayleave.register.Actor;
import uk.wayleave.register.Authority;
import uk.wayleave.register.Outcome;
import uk.wayleave.register.World;
import uk.wayleave.register.World.Side;

/** What is drafted, what it lacks, and what becomes of it. */
class DraftsTest {
    private static final World WORLD = new World();
    private static final Map<String, List<String>> DATES = Map.of("dpia", List.of("DPIA-7"), "review", List.of());

    private final Side side = WORLD.side();
    private final Drafts drafts = WORLD.register.drafts();
    private final Agreements agreements = WORLD.register.agreements();
    private final Draft begun =
            drafts.begin(side.id(), WORLD.integrator, side.administers()).orElseThrow();

    @AfterAll
    static void close() {
        WORLD.close();
    }

    private static <T> String refusal(Outcome<T> outcome) {
        return switch (outcome) {
            case Outcome.Refused<T>(String why, String cure) -> why + " " + cure;
            case Outcome.Done<T> done -> throw new AssertionError("It was done.");
        };
    }

    private Draft now() {
        return drafts.find(side.id(), begun.agreement()).orElseThrow();
    }

    /** Else an agreement could be in force under which every call is refused. */
    @Test
    void asksForEveryAttestationWithoutWhichCallsAreRefused() {
        assertThat(Gaps.toAttest(Basis.PROCESSOR_AGREEMENT))
                .contains(ClauseId.B1, ClauseId.B5, ClauseId.A4, ClauseId.P1);
        new Clauses()
                .inOrder().stream()
                        .filter(clause -> clause.id() != ClauseId.B1F)
                        .filter(clause -> clause.rules().stream()
                                .anyMatch(rule -> rule.id().endsWith(".not-attested")))
                        .forEach(clause -> assertThat(Gaps.toAttest(Basis.PROCESSOR_AGREEMENT))
                                .contains(clause.id()));
    }

    @Test
    void isBegunOnceHoweverOftenItIsAsked() {
        assertThat(drafts.begin(side.id(), WORLD.integrator, side.signs()).orElseThrow())
                .isEqualTo(begun);
        assertThat(drafts.of(side.id())).containsExactly(begun);
        assertThat(refusal(drafts.begin(side.id(), WORLD.integrator, side.instructs())))
                .contains("no authority");
    }

    @Test
    void keepsWhatIsIncomplete() {
        drafts.save(side.id(), begun.agreement(), Part.DATES, 0, DATES, side.signs())
                .orElseThrow();

        assertThat(now().answers()).isEqualTo(DATES);
        assertThat(now().revision(Part.DATES)).isEqualTo(1);
        assertThat(Optional.ofNullable(now().parts().get(Part.DATES)).flatMap(Draft.Saved::by))
                .contains(side.signatory());
        assertThat(now().revision(Part.PARTIES)).isZero();
    }

    @Test
    void savesOnceWhatIsSentTwiceAndTellsTheSecondOfTwoEditors() {
        drafts.save(side.id(), begun.agreement(), Part.DATES, 0, DATES, side.administers())
                .orElseThrow();
        drafts.save(side.id(), begun.agreement(), Part.DATES, 0, DATES, side.administers())
                .orElseThrow();
        assertThat(now().revision(Part.DATES)).isEqualTo(1);

        Map<String, List<String>> other = Map.of("dpia", List.of("DPIA-8"));
        assertThat(refusal(drafts.save(side.id(), begun.agreement(), Part.DATES, 0, other, side.signs())))
                .contains("Somebody saved this part since you opened it");
        assertThat(now().answers()).isEqualTo(DATES);
        drafts.save(side.id(), begun.agreement(), Part.DATES, 1, other, side.signs())
                .orElseThrow();
        drafts.save(side.id(), begun.agreement(), Part.CLAUSES, 0, Map.of(), side.administers())
                .orElseThrow();
        assertThat(now().answers()).isEqualTo(other);
    }

    @Test
    void becomesAnAgreementOnOfferOnceAndIsGone() {
        var content = WORLD.content();
        RegisteredAgreement offered = agreements
                .propose(side.id(), begun.agreement(), WORLD.integrator, 0, content, side.signs())
                .orElseThrow();

        assertThat(offered.state()).isEqualTo(AgreementState.OFFERED);
        assertThat(offered.id()).isEqualTo(begun.agreement());
        assertThat(drafts.of(side.id())).isEmpty();
        assertThat(refusal(agreements.propose(
                        side.id(), begun.agreement(), WORLD.integrator, 0, content, side.administers())))
                .contains("Somebody made version 1");
    }

    @Test
    void isNotOfferedWithAGapAndStaysADraft() {
        AgreementContent lacking = WORLD.content().with(Particulars.none());

        assertThat(refusal(agreements.propose(
                        side.id(), begun.agreement(), WORLD.integrator, 0, lacking, side.administers())))
                .contains("The Controller's ICO registration number", "UK GDPR Article 28(3)(a)", "plain words");
        assertThat(agreements.find(side.id(), begun.agreement())).isEmpty();
        assertThat(now()).isEqualTo(begun);
    }

    @Test
    void changesWhatIsOnOfferAndAmendsWhatIsInForce() {
        var id = begun.agreement();
        agreements
                .propose(side.id(), id, WORLD.integrator, 0, WORLD.content(1), side.administers())
                .orElseThrow();
        drafts.change(side.id(), id, Map.of(), side.administers()).orElseThrow();
        RegisteredAgreement changed = agreements
                .propose(side.id(), id, WORLD.integrator, 1, WORLD.content(2), side.administers())
                .orElseThrow();
        assertThat(changed.version()).isEqualTo(2);
        assertThat(changed.state()).isEqualTo(AgreementState.OFFERED);

        for (Actor signer : List.of(side.signs(), new Actor.Someone(WORLD.vendor)))
            agreements.sign(side.id(), id, 2, changed.current().hash(), signer).orElseThrow();
        agreements.activate(side.id(), id, side.administers()).orElseThrow();
        drafts.change(side.id(), id, Map.of(), side.administers()).orElseThrow();
        RegisteredAgreement amended = agreements
                .propose(side.id(), id, WORLD.integrator, 2, WORLD.content(3), side.administers())
                .orElseThrow();
        assertThat(amended.version()).isEqualTo(2);
        assertThat(amended.amendment().orElseThrow().version()).isEqualTo(3);
        assertThat(amended.state()).isEqualTo(AgreementState.ACTIVE);
        assertThat(refusal(
                        agreements.amend(side.id(), id, WORLD.content().with(Particulars.none()), side.administers())))
                .contains("lacks");
    }

    @Test
    void asksARestrictedUseContractForWhatFrameworkB1WantsOfIt() {
        AgreementContent processor = WORLD.content();
        AgreementContent restricted = new AgreementContent(
                        Basis.RESTRICTED_USE,
                        processor.document(),
                        processor.attested(),
                        processor.purposes(),
                        processor.apiVersions(),
                        processor.operations(),
                        processor.tier(),
                        processor.workstreams(),
                        processor.destinations(),
                        processor.subProcessors(),
                        processor.retentionDays(),
                        processor.proof(),
                        processor.from(),
                        processor.until())
                .with(processor.particulars());

        assertThat(Gaps.of(processor, 2)).isEmpty();
        assertThat(Gaps.of(restricted, 2).stream().map(Gap::says))
                .anyMatch(gap -> gap.contains("Framework B1"))
                .anyMatch(gap -> gap.contains("Why there is no processor agreement"))
                .anyMatch(gap -> gap.contains("Clause B1f"))
                .noneMatch(gap -> gap.contains("Article 28(3)"));
        assertThat(Gaps.of(processor, 1)).extracting(Gap::part).containsExactly(Part.CONTACTS);
    }

    @Test
    void hasEachClauseAttestedByWhoDidItAndTheRestByWhoSigns() {
        var id = begun.agreement();
        RegisteredAgreement offered = agreements
                .propose(side.id(), id, WORLD.integrator, 0, WORLD.content(), side.administers())
                .orElseThrow();
        var hash = offered.current().hash();
        var expert = new Actor.Someone(WORLD.person(side.body(), "e1", "Eve Expert", Authority.SIGN));
        agreements.attest(side.id(), id, 1, hash, Set.of(ClauseId.B3), expert).orElseThrow();
        assertThat(refusal(agreements.attest(side.id(), id, 1, hash, Set.of(ClauseId.A5A), expert)))
                .contains("has not all of these clauses");
        assertThat(refusal(agreements.attest(side.id(), id, 1, hash, Set.of(ClauseId.C1), side.administers())))
                .contains("no authority");

        AgreementVersion signed = agreements
                .sign(side.id(), id, 1, hash, side.signs())
                .orElseThrow()
                .current();

        assertThat(signed.attestations()).hasSameSizeAs(signed.content().attested());
        assertThat(signed.attestations()).allMatch(one -> one.side() == Party.CONTROLLER);
        for (Attestation one : signed.attestations())
            assertThat(one.name()).isEqualTo(one.clause() == ClauseId.B3 ? "Eve Expert" : "Sam Signatory");
    }

    @Test
    void keepsAContractSealedAndGivesItBackAsItWas() {
        byte[] pdf = "%PDF-1.7 signed by two".getBytes(StandardCharsets.US_ASCII);
        Papers papers = WORLD.register.papers();
        Paper kept = papers.keep(side.id(), begun.agreement(), "contract.pdf", pdf, side.signs())
                .orElseThrow();
        papers.keep(side.id(), begun.agreement(), "again.pdf", pdf, side.signs())
                .orElseThrow();

        assertThat(papers.of(side.id(), begun.agreement())).hasSize(1);
        assertThat(papers.open(side.id(), begun.agreement(), kept.hash()))
                .hasValueSatisfying(bytes -> assertThat(bytes).isEqualTo(pdf));
        assertThat(papers.open(WORLD.water.id(), begun.agreement(), kept.hash()))
                .isEmpty();
        assertThat(WORLD.asOwner("select count(*) from wayleave.agreement_document where agreement = '"
                        + begun.agreement() + "' and position('%PDF'::bytea in sealed) > 0"))
                .isZero();
        assertThat(refusal(papers.keep(side.id(), begun.agreement(), "a.pdf", new byte[9], side.signs())))
                .contains("not a PDF");
        assertThat(refusal(papers.keep(side.id(), begun.agreement(), "a.pdf", pdf, side.instructs())))
                .contains("no authority");

        drafts.discard(side.id(), begun.agreement(), side.administers()).orElseThrow();
        assertThat(papers.of(side.id(), begun.agreement())).isEmpty();
    }

    @Test
    void takesAContractByteForByteTheSameOnlyFromItsOwnRow() {
        byte[] pdf = "%PDF-1.7 one".getBytes(StandardCharsets.US_ASCII);
        byte[] other = "%PDF-1.7 two".getBytes(StandardCharsets.US_ASCII);
        Papers papers = WORLD.register.papers();
        Paper kept = papers.keep(side.id(), begun.agreement(), "one.pdf", pdf, side.signs())
                .orElseThrow();
        Paper another = papers.keep(side.id(), begun.agreement(), "two.pdf", other, side.signs())
                .orElseThrow();

        WORLD.asOwner("update wayleave.agreement_document set sealed = (select sealed from wayleave.agreement_document"
                + " where hash = '" + another.hash().hex() + "') where hash = '"
                + kept.hash().hex() + "'");

        assertThat(papers.open(side.id(), begun.agreement(), kept.hash())).isEmpty();
    }
}
