package uk.wayleave.register.act;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.wayleave.register.World.SETUP;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import uk.wayleave.evidence.AppendResult;
import uk.wayleave.evidence.Condition;
import uk.wayleave.evidence.Draft;
import uk.wayleave.evidence.EntryKind;
import uk.wayleave.evidence.Facts.Fact;
import uk.wayleave.evidence.LedgerStore;
import uk.wayleave.register.Actor;
import uk.wayleave.register.World;
import uk.wayleave.register.World.Side;

class ActsTest {
    private final World world = new World();
    private final Acts acts = world.register.acts();
    private final Written ledger = new Written();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void goIntoTheLedgerOnceAndInTheirOrder() {
        world.active(world.water);
        assertThat(acts.recordIn(ledger, 5)).isEqualTo(new Acts.Recording.Recorded(5));
        while (!acts.recordIn(ledger, 1000).equals(new Acts.Recording.Recorded(0))) {
            assertThat(ledger.drafts).isNotEmpty();
        }
        assertThat(ledger.drafts).extracting(Draft::id).doesNotHaveDuplicates();
        assertThat(ledger.drafts).extracting(Draft::kind).containsOnly(EntryKind.ACT);
        assertThat(kinds())
                .endsWith(
                        "agreement.drafted",
                        "agreement.offered",
                        "agreement.signed",
                        "agreement.signed",
                        "agreement.accepted",
                        "agreement.activated");
        assertThat(kinds()).startsWith("controller.registered", "organisation.registered", "person.registered");
    }

    @Test
    void sayWhoSignedWhatAndNoNames() {
        var agreement = world.active(world.water);
        acts.recordIn(ledger, 1000);
        Draft signature = ledger.drafts.stream()
                .filter(draft -> kind(draft).equals("agreement.signed"))
                .findFirst()
                .orElseThrow();
        assertThat(signature.controller()).isEqualTo(world.water.id().value());
        assertThat(signature.facts().values())
                .containsEntry("actor", new Fact.Text("person:" + world.water.signatory()))
                .containsEntry("hash", new Fact.Text(agreement.current().hash().hex()))
                .containsEntry("side", new Fact.Text("CONTROLLER"));
        assertThat(ledger.drafts.toString())
                .doesNotContain("Mallow", "Tarn", "Roadtide", "Pat ", "Sam ", "Vera ", "Ada ");
    }

    @Test
    void tellThatARedirectAddressWasAddedAndRemovedOnceEach() {
        String address = "https://permits.roadtide.example/another";
        var administrator = new Actor.Someone(world.vendorAdministrator);
        for (int twice = 0; twice < 2; twice++)
            world.register
                    .redirects()
                    .add(world.integrator, world.product, address, administrator)
                    .orElseThrow();
        for (int twice = 0; twice < 2; twice++)
            world.register
                    .redirects()
                    .remove(world.integrator, world.product, address, administrator)
                    .orElseThrow();
        acts.recordIn(ledger, 1000);

        assertThat(kinds().stream().filter(kind -> kind.startsWith("product.redirect-")))
                .containsExactly("product.redirect-added", "product.redirect-removed");
        assertThat(ledger.drafts.toString()).doesNotContain(address);
    }

    @Test
    void tellTheHistoryOfOneAgreementAndOfNoOther() {
        var agreement = world.active(world.water);
        world.draft(world.water);

        assertThat(acts.about(world.water.id(), "agreement", agreement.id().value()))
                .extracting(Act::kind)
                .containsExactly(
                        "agreement.drafted",
                        "agreement.offered",
                        "agreement.signed",
                        "agreement.signed",
                        "agreement.accepted",
                        "agreement.activated");
        assertThat(acts.about(world.council.id(), "agreement", agreement.id().value()))
                .isEmpty();
    }

    @Test
    void waitWhereTheLedgerDoesNotTakeThem() {
        LedgerStore down = (drafts, conditions) -> new AppendResult.Unavailable("down");
        assertThat(acts.recordIn(down, 1000)).isEqualTo(new Acts.Recording.Waiting("down"));
        assertThat(acts.recordIn(ledger, 1000))
                .isInstanceOfSatisfying(
                        Acts.Recording.Recorded.class,
                        recorded -> assertThat(recorded.number()).isPositive());
    }

    @Test
    void areLeftByEveryChangeAndByNoRefusedOne() {
        drain();
        Side side = world.council;
        world.register.controllers().register("", SETUP);
        world.register.people().register(side.body(), "p1", "Twice", Set.of(), SETUP);
        drain();
        assertThat(ledger.drafts).isEmpty();

        var agreement = world.active(side);
        var secret = world.credential(side, agreement.id());
        var instruction = world.instruction(side, agreement.id());
        world.account(side, agreement.id());
        world.register
                .instructions()
                .revoke(side.id(), instruction.id(), side.instructs())
                .orElseThrow();
        world.register.tokens().endAllOf(world.token(secret).accessToken());
        acts.recordIn(ledger, 1000);
        assertThat(kinds())
                .containsSubsequence(
                        "agreement.activated",
                        "credential.issued",
                        "instruction.given",
                        "account.set",
                        "instruction.stands",
                        "tokens.ended");
    }

    private void drain() {
        acts.recordIn(ledger, 1000);
        ledger.drafts.clear();
        acts.recordIn(ledger, 1000);
    }

    private List<String> kinds() {
        return ledger.drafts.stream().map(ActsTest::kind).toList();
    }

    private static String kind(Draft draft) {
        Map<String, Fact> facts = draft.facts().values();
        return facts.get("act") instanceof Fact.Text(String value) ? value : "";
    }

    /** A ledger that only keeps what it is given: the real one has tests of its own. */
    private static final class Written implements LedgerStore {
        private final List<Draft> drafts = new ArrayList<>();

        @Override
        public AppendResult append(List<Draft> toAppend, List<Condition> conditions) {
            drafts.addAll(toAppend);
            return new AppendResult.Committed(List.of());
        }
    }
}
