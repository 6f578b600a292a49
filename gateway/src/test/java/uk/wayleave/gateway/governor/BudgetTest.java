package uk.wayleave.gateway.governor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import uk.wayleave.framework.ControllerId;
import uk.wayleave.framework.IntegratorId;

/** What holds of the budget whoever asks for what and when. */
class BudgetTest {
    private static final long START = 1_795_500_000_000L;
    private static final long MINUTE = 60_000;
    private static final List<Urgency> CALLS = List.of(Urgency.WRITE, Urgency.READ, Urgency.EXPORT);

    private static Party party(int integrator, int controller) {
        return new Party(new IntegratorId(new UUID(1, integrator)), new ControllerId(new UUID(2, controller)));
    }

    private static Urgency anyUrgency(Random random) {
        return CALLS.get(random.nextInt(CALLS.size()));
    }

    /** Calls under way, and what was sent when. */
    private static final class Traffic {
        private record UnderWay(Budget.Held held, long endsAt, long arrivesAt) {}

        final Budget budget;
        final Deque<UnderWay> underWay = new ArrayDeque<>();
        final List<Long> arrivals = new ArrayList<>();
        final Map<Party, Long> granted = new HashMap<>();

        Traffic(Budget budget) {
            this.budget = budget;
        }

        boolean ask(Party party, Urgency urgency, long now, long takes) {
            if (!(budget.ask(party, urgency, now) instanceof Budget.Answer.Granted(Budget.Held held))) {
                return false;
            }
            granted.merge(party, 1L, Long::sum);
            // It may reach Street Manager at any time until it ends.
            arrivals.add(now + takes / 2);
            underWay.add(new UnderWay(held, now + takes, now + takes / 2));
            return true;
        }

        long grantedTo(Party party) {
            return granted.getOrDefault(party, 0L);
        }

        void endThoseOver(long now) {
            underWay.removeIf(call -> {
                if (call.endsAt() > now) {
                    return false;
                }
                call.held().end(now);
                return true;
            });
        }
    }

    @Property(tries = 200)
    void isNeverExceededInAnyMinuteWhoeverAsksForWhatAndHoweverLongCallsTake(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 150) int places) {
        Random random = new Random(seed);
        Traffic traffic = new Traffic(new Budget(places, Weights.equal(), START));
        long now = START;
        for (int step = 0; step < 1_500; step++) {
            now += random.nextInt(400);
            traffic.endThoseOver(now);
            if (random.nextInt(50) == 0) {
                traffic.budget.askForNobody(random.nextBoolean() ? Urgency.SIGN_IN : Urgency.STATUS, now);
            }
            traffic.ask(
                    party(random.nextInt(4), random.nextInt(5)),
                    anyUrgency(random),
                    now,
                    random.nextInt(20) == 0 ? 45_000 : random.nextInt(1_500));
            assertThat(traffic.budget.used(now)).isLessThanOrEqualTo(places);
        }
        List<Long> arrivals = traffic.arrivals.stream().sorted().toList();
        for (int i = 0; i + places < arrivals.size(); i++) {
            assertThat(arrivals.get(i + places) - arrivals.get(i))
                    .as("time between the first and the last of more calls than there are places")
                    .isGreaterThanOrEqualTo(MINUTE);
        }
    }

    @Property(tries = 100)
    void servesWhoeverStaysWithinItsSharesWithinAMinuteHoweverBusyTheOthersAre(
            @ForAll long seed,
            @ForAll @IntRange(min = 40, max = 200) int places,
            @ForAll @IntRange(min = 1, max = 5) int others) {
        Random random = new Random(seed);
        Traffic traffic = new Traffic(new Budget(places, Weights.equal(), START));
        Party modest = party(99, 99);
        Urgency wants = random.nextBoolean() ? Urgency.READ : Urgency.WRITE;
        long now = START;
        long waitsSince = Long.MAX_VALUE;
        for (int second = 0; second < 300; second++) {
            for (int burst = 0; burst < 40; burst++) {
                now += 20;
                traffic.endThoseOver(now);
                int who = random.nextInt(others);
                traffic.ask(party(who, who), anyUrgency(random), now, random.nextInt(300));
            }
            now += 200;
            // It asks for far less than its share, and after everybody else.
            if (second > 70 && second % 15 == 0 && waitsSince == Long.MAX_VALUE) {
                waitsSince = now;
            }
            if (waitsSince != Long.MAX_VALUE && traffic.ask(modest, wants, now, 100)) {
                waitsSince = Long.MAX_VALUE;
            }
            assertThat(now - Math.min(now, waitsSince)).isLessThanOrEqualTo(MINUTE + 1_500);
        }
        assertThat(traffic.grantedTo(modest)).isGreaterThanOrEqualTo(3);
    }

    @Property(tries = 100)
    void givesEqualPartiesEqualPartsAndHeavierOnesMoreWhenAllWantAll(@ForAll @IntRange(min = 1, max = 4) int weight) {
        Party heavy = party(1, 1);
        Party light = party(2, 2);
        Weights weights = new Weights(
                Map.of(heavy.integrator().value(), weight, heavy.controller().value(), weight));
        Traffic traffic = new Traffic(new Budget(120, weights, START));
        long now = START;
        for (int step = 0; step < 60 * 60 * 10; step++) {
            now += 100;
            traffic.endThoseOver(now);
            traffic.ask(step % 2 == 0 ? heavy : light, Urgency.READ, now, 50);
            traffic.ask(step % 2 == 0 ? light : heavy, Urgency.READ, now, 50);
        }
        double ratio = (double) traffic.grantedTo(heavy) / traffic.grantedTo(light);
        assertThat(ratio).isBetween(weight * 0.85, weight * 1.2);
    }

    @Property(tries = 300)
    void neverGivesAReadAPlaceThatAWriteWouldNotHaveGotNorAnExportOneThatAReadWouldNot(@ForAll long seed) {
        Random random = new Random(seed);
        Traffic traffic = new Traffic(new Budget(40, Weights.equal(), START));
        long now = START;
        for (int step = 0; step < 300; step++) {
            now += random.nextInt(300);
            traffic.endThoseOver(now);
            Party party = party(random.nextInt(3), random.nextInt(3));
            boolean export = wouldGet(traffic.budget, party, Urgency.EXPORT, now);
            boolean read = wouldGet(traffic.budget, party, Urgency.READ, now);
            boolean write = wouldGet(traffic.budget, party, Urgency.WRITE, now);
            assertThat(write || !read).as("a write in place of a read").isTrue();
            assertThat(read || !export).as("a read in place of an export").isTrue();
            traffic.ask(party, anyUrgency(random), now, random.nextInt(500));
        }
    }

    private static boolean wouldGet(Budget budget, Party party, Urgency urgency, long now) {
        if (budget.ask(party, urgency, now) instanceof Budget.Answer.Granted(Budget.Held held)) {
            held.giveBack();
            return true;
        }
        return false;
    }

    @ParameterizedTest
    @EnumSource(names = {"WRITE", "READ", "EXPORT"})
    void lendsWhatOthersDoNotUse(Urgency urgency) {
        Traffic traffic = new Traffic(new Budget(120, Weights.equal(), START));
        // The other asked for one only: its share is idle.
        traffic.ask(party(2, 2), Urgency.READ, START, 10);
        int got = 0;
        while (traffic.ask(party(1, 1), urgency, START + 20, 10)) {
            got++;
        }
        int share = 45;
        assertThat(got).isGreaterThan(share);
        assertThat(got)
                .isEqualTo(
                        switch (urgency) {
                            case WRITE -> 104;
                            case READ -> 89;
                            case EXPORT, SIGN_IN, STATUS -> 59;
                        });
    }

    @Test
    void keepsRoomForOneWhoComesNewHoweverMuchWasLent() {
        Traffic traffic = new Traffic(new Budget(120, Weights.equal(), START));
        while (traffic.ask(party(1, 1), Urgency.READ, START, 10)) {
            traffic.endThoseOver(START);
        }
        assertThat(traffic.ask(party(2, 2), Urgency.READ, START + 1, 10)).isTrue();
        assertThat(traffic.ask(party(3, 3), Urgency.READ, START + 1, 10)).isTrue();
        while (traffic.ask(party(2, 2), Urgency.READ, START + 1, 10)) {
            traffic.endThoseOver(START + 1);
        }
        assertThat(traffic.ask(party(4, 4), Urgency.WRITE, START + 2, 10)).isTrue();
    }

    @Test
    void oneControllerDoesNotUseUpWhatAnotherOfTheSameIntegratorHas() {
        Traffic traffic = new Traffic(new Budget(40, Weights.equal(), START));
        assertThat(traffic.ask(party(1, 2), Urgency.READ, START, 10)).isTrue();
        while (traffic.ask(party(1, 1), Urgency.READ, START, 10)) {
            traffic.endThoseOver(START);
        }
        assertThat(traffic.ask(party(1, 2), Urgency.READ, START + 1, 10)).isTrue();
        assertThat(traffic.ask(party(1, 1), Urgency.READ, START + 1, 10)).isFalse();
    }

    @Test
    void limitsOneControllerServedByManyIntegrators() {
        Traffic traffic = new Traffic(new Budget(120, Weights.equal(), START));
        traffic.ask(party(9, 2), Urgency.READ, START, 10);
        int got = 0;
        List<Limit> limits = new ArrayList<>();
        for (int integrator = 0; integrator < 8; integrator++) {
            while (traffic.ask(party(integrator, 1), Urgency.READ, START, 10)) {
                got++;
            }
            if (traffic.budget.ask(party(integrator, 1), Urgency.READ, START)
                    instanceof Budget.Answer.Declined(Shortage shortage)) {
                limits.add(shortage.limit());
            }
        }
        assertThat(got).isLessThanOrEqualTo(90);
        assertThat(limits).contains(Limit.CONTROLLER_SHARE);
    }

    @Test
    void saysWhichShareIsUsedUpAndWhenToComeBack() {
        Traffic traffic = new Traffic(new Budget(120, Weights.equal(), START));
        traffic.ask(party(2, 2), Urgency.READ, START, 0);
        for (int call = 0; traffic.ask(party(1, 1), Urgency.READ, START + call * 100L, 0); call++) {
            traffic.endThoseOver(START + call * 100L);
        }
        long now = START + 10_000;
        assertThat(traffic.budget.ask(party(1, 1), Urgency.READ, now))
                .isInstanceOfSatisfying(Budget.Answer.Declined.class, declined -> {
                    assertThat(declined.shortage().limit()).isEqualTo(Limit.INTEGRATOR_SHARE);
                    assertThat(declined.shortage().places()).isEqualTo(45);
                    assertThat(declined.shortage().window()).isEqualTo(Duration.ofMinutes(1));
                    Duration wait = declined.shortage().retryAfter();
                    assertThat(wait).isBetween(Duration.ofSeconds(49), Duration.ofMillis(60_100));
                    assertThat(traffic.ask(party(1, 1), Urgency.READ, now + wait.toMillis(), 0))
                            .isTrue();
                });
    }

    @Test
    void countsACallAsLongAsItIsUnderWay() {
        Budget budget = new Budget(1, Weights.equal(), START);
        assertThat(budget.ask(party(1, 1), Urgency.WRITE, START))
                .isInstanceOfSatisfying(Budget.Answer.Granted.class, first -> {
                    assertThat(budget.ask(party(1, 1), Urgency.WRITE, START + 2 * MINUTE))
                            .isInstanceOf(Budget.Answer.Declined.class);
                    first.held().end(START + 2 * MINUTE);
                    assertThat(budget.ask(party(1, 1), Urgency.WRITE, START + 3 * MINUTE - 1))
                            .isInstanceOf(Budget.Answer.Declined.class);
                });
        assertThat(budget.ask(party(1, 1), Urgency.WRITE, START + 3 * MINUTE + 200))
                .isInstanceOf(Budget.Answer.Granted.class);
    }

    @Test
    void aPlaceGivenBackCountsNoMore() {
        Budget budget = new Budget(1, Weights.equal(), START);
        for (int i = 0; i < 5; i++) {
            assertThat(budget.ask(party(1, 1), Urgency.WRITE, START))
                    .isInstanceOfSatisfying(
                            Budget.Answer.Granted.class,
                            granted -> granted.held().giveBack());
        }
        assertThat(budget.used(START)).isZero();
    }

    @Test
    void forgetsPartiesThatAreIdle() {
        Traffic traffic = new Traffic(new Budget(120, Weights.equal(), START));
        for (int one = 0; one < 50; one++) {
            traffic.ask(party(one, one), Urgency.READ, START, 0);
        }
        traffic.endThoseOver(START);
        assertThat(traffic.budget.activeIntegrators(START)).isEqualTo(50);
        assertThat(traffic.budget.activeIntegrators(START + 2 * MINUTE)).isEqualTo(1);
    }
}
