package uk.wayleave.register.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.wayleave.register.World.SETUP;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import uk.wayleave.framework.AgreementState;
import uk.wayleave.framework.Party;
import uk.wayleave.register.Actor;
import uk.wayleave.register.Outcome;
import uk.wayleave.register.World;
import uk.wayleave.register.World.Side;

/** Whatever is tried with an agreement, in whatever order. */
class AgreementLifeCycleTest {
    private static final World WORLD = new World();

    private final Agreements agreements = WORLD.register.agreements();

    @AfterContainer
    static void close() {
        WORLD.close();
    }

    enum Move {
        REDRAFT,
        OFFER,
        WITHDRAW,
        SIGN_FOR_CONTROLLER,
        SIGN_FOR_INTEGRATOR,
        ACTIVATE,
        SUSPEND,
        RESUME,
        AMEND,
        END
    }

    /** Ending is rare, or most sequences would be over at once. */
    @Provide
    Arbitrary<List<Move>> moves() {
        return Arbitraries.frequencyOf(
                        net.jqwik.api.Tuple.of(40, Arbitraries.of(Move.class).filter(move -> move != Move.END)),
                        net.jqwik.api.Tuple.of(1, Arbitraries.just(Move.END)))
                .list()
                .ofMinSize(5)
                .ofMaxSize(30);
    }

    @Property(tries = 80)
    void neverReachesAStateItMayNotBeIn(@ForAll("moves") List<Move> moves) {
        Side side = WORLD.water;
        RegisteredAgreement agreement = WORLD.draft(side);
        int days = 1;
        for (Move move : moves) {
            RegisteredAgreement before = agreement;
            boolean done = attempt(side, before, move, days++) instanceof Outcome.Done<RegisteredAgreement>;
            agreement = agreements.find(side.id(), before.id()).orElseThrow();
            if (!done) assertThat(agreement).isEqualTo(before);
            assertThat(agreement.state() == before.state() || before.state().mayBecome(agreement.state()))
                    .as(before.state() + " by " + move + " to " + agreement.state())
                    .isTrue();
            assertSound(agreement);
        }
        agreements.end(side.id(), agreement.id(), SETUP);
    }

    private static void assertSound(RegisteredAgreement agreement) {
        Set<AgreementState> signed = Set.of(AgreementState.ACCEPTED, AgreementState.ACTIVE, AgreementState.SUSPENDED);
        if (signed.contains(agreement.state()))
            assertThat(agreement.current().signatures().stream()
                            .map(Signature::side)
                            .collect(Collectors.toSet()))
                    .containsExactlyInAnyOrder(Party.values());
        for (AgreementVersion version : agreement.versions()) {
            assertThat(version.signatures())
                    .allSatisfy(one -> assertThat(one.hash()).isEqualTo(version.hash()));
            assertThat(version.hash())
                    .isEqualTo(AgreementDocument.hash(AgreementDocument.bytes(
                            agreement.id(),
                            version.version(),
                            agreement.controller(),
                            agreement.integrator(),
                            version.content())));
            assertThat(version.signatures().stream().map(Signature::person).distinct())
                    .hasSameSizeAs(version.signatures());
        }
    }

    private Outcome<RegisteredAgreement> attempt(Side side, RegisteredAgreement agreement, Move move, int days) {
        var id = agreement.id();
        AgreementVersion toSign = agreement.versions().getLast();
        return switch (move) {
            case REDRAFT -> agreements.redraft(side.id(), id, WORLD.content(days), side.administers());
            case OFFER -> agreements.offer(side.id(), id, side.administers());
            case WITHDRAW -> agreements.withdraw(side.id(), id, side.administers());
            case SIGN_FOR_CONTROLLER -> agreements.sign(side.id(), id, toSign.version(), toSign.hash(), side.signs());
            case SIGN_FOR_INTEGRATOR ->
                agreements.sign(side.id(), id, toSign.version(), toSign.hash(), new Actor.Someone(WORLD.vendor));
            case ACTIVATE -> agreements.activate(side.id(), id, side.administers());
            case SUSPEND -> agreements.suspend(side.id(), id, side.administers());
            case RESUME -> agreements.resume(side.id(), id, side.administers());
            case AMEND -> agreements.amend(side.id(), id, WORLD.content(days), side.administers());
            case END -> agreements.end(side.id(), id, side.administers());
        };
    }
}
