package uk.wayleave.register.allotment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import uk.wayleave.register.World;
import uk.wayleave.register.allotment.Allotments.Allotment;
import uk.wayleave.register.allotment.Allotments.Claim;
import uk.wayleave.register.allotment.Allotments.Part;

/** The division of one budget among nodes, as PostgreSQL keeps it. */
class AllotmentsTest {
    /** Closed with the JVM: jqwik and JUnit run the tests of this class as two classes. */
    private static final World WORLD = new World();

    private static final int BUDGET = 120;

    private final Allotments allotments = WORLD.register.allotments();
    private final String host = "https://" + UUID.randomUUID() + ".example:443";

    /** A node that comes down to what it should aim at when it renews the next time. */
    private final class Node {
        private final Part part = new Part("test", host, UUID.randomUUID());
        private final int weight;
        private int places;
        private int keeps;

        Node(int weight) {
            this.weight = weight;
        }

        void renew(int used, int wants) {
            Allotment got = allotments.renew(part, new Claim(Math.max(used, keeps), wants, weight, BUDGET));
            places = got.places();
            keeps = Math.min(places, Math.max(used, got.aims()));
        }
    }

    private static void settle(List<Node> nodes, int... wants) {
        for (int round = 0; round < 4; round++) {
            for (int i = 0; i < nodes.size(); i++) nodes.get(i).renew(0, wants[i]);
        }
    }

    private static List<Integer> places(List<Node> nodes) {
        return nodes.stream().map(node -> node.places).toList();
    }

    @Property(tries = 6)
    void partsNeverExceedTheBudgetAndNeverFallBelowWhatANodeKeeps(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 5) int number) {
        Random random = new Random(seed);
        List<Node> nodes = IntStream.range(0, number)
                .mapToObj(any -> new Node(1 + random.nextInt(3)))
                .toList();
        for (int step = 0; step < 30; step++) {
            Node node = nodes.get(random.nextInt(number));
            int keeps = random.nextInt(node.keeps + 1);
            node.keeps = keeps;
            node.renew(keeps, random.nextInt(BUDGET + 1));
            assertThat(node.places).isGreaterThanOrEqualTo(keeps);
            assertThat(nodes.stream().mapToInt(one -> one.places).sum()).isLessThanOrEqualTo(BUDGET);
        }
        assertThat(sumInTheDatabase()).isLessThanOrEqualTo(BUDGET);
    }

    private long sumInTheDatabase() {
        return WORLD.asOwner("select coalesce(sum(places), 0) from wayleave.allotment where host = '" + host + "'");
    }

    @Test
    void aNodeAloneGetsAllItWants() {
        List<Node> nodes = List.of(new Node(1));
        settle(nodes, BUDGET);
        assertThat(places(nodes)).containsExactly(BUDGET);
    }

    @Test
    void nodesThatWantAllGetEqualParts() {
        List<Node> nodes = List.of(new Node(1), new Node(1), new Node(1));
        settle(nodes, BUDGET, BUDGET, BUDGET);
        assertThat(places(nodes)).containsExactly(40, 40, 40);
    }

    @Test
    void nodesThatServeMorePartiesGetMore() {
        List<Node> nodes = List.of(new Node(1), new Node(3));
        settle(nodes, BUDGET, BUDGET);
        assertThat(places(nodes)).containsExactly(30, 90);
    }

    @Test
    void whatOneDoesNotWantTheOtherMayHave() {
        List<Node> nodes = List.of(new Node(1), new Node(1));
        settle(nodes, BUDGET, 10);
        assertThat(places(nodes)).containsExactly(110, 10);
        settle(nodes, BUDGET, BUDGET);
        assertThat(places(nodes)).containsExactly(60, 60);
    }

    @Test
    void whatIsUsedIsNotTakenAway() {
        Node busy = new Node(1);
        busy.renew(0, BUDGET);
        Node late = new Node(1);
        late.renew(0, BUDGET);
        busy.renew(100, BUDGET);
        late.renew(0, BUDGET);
        assertThat(busy.places).isGreaterThanOrEqualTo(100);
        assertThat(late.places).isLessThanOrEqualTo(20);
    }

    @Test
    void theCallsOfANodeThatHasGoneCountUntilItsPartEnds() {
        Node gone = new Node(1);
        gone.renew(0, BUDGET);
        allotments.leave(gone.part, 70);
        Node next = new Node(1);
        next.renew(0, BUDGET);
        assertThat(next.places).isEqualTo(50);
        WORLD.asOwner("with ended as (update wayleave.allotment set valid_until = now() - interval '2 minutes',"
                + " ends = now() - interval '1 second' where node = '" + gone.part.node()
                + "' returning 1) select count(*) from ended");
        next.renew(0, BUDGET);
        assertThat(next.places).isEqualTo(BUDGET);
    }

    @Test
    void aNodeThatFallsSilentKeepsItsPartForAWhileAndThenLosesIt() {
        Node silent = new Node(1);
        silent.renew(0, 80);
        WORLD.asOwner("with late as (update wayleave.allotment set valid_until = now() - interval '1 second'"
                + " where node = '" + silent.part.node() + "' returning 1) select count(*) from late");
        Node other = new Node(1);
        other.renew(0, BUDGET);
        assertThat(other.places).isEqualTo(BUDGET - 80);
    }

    @Test
    void hostsAndAddressesHaveBudgetsOfTheirOwn() {
        new Node(1).renew(0, BUDGET);
        var elsewhere = new Part("another-address", host, UUID.randomUUID());
        assertThat(allotments.renew(elsewhere, new Claim(0, BUDGET, 1, BUDGET)).places())
                .isEqualTo(BUDGET);
    }

    @Test
    void manyNodesAtOnceNeverGetMoreThanThereIs() throws InterruptedException {
        List<Integer> got = new ArrayList<>();
        List<Thread> threads = IntStream.range(0, 12)
                .mapToObj(any -> Thread.ofVirtual().start(() -> {
                    Node node = new Node(1);
                    node.renew(0, BUDGET);
                    synchronized (got) {
                        got.add(node.places);
                    }
                }))
                .toList();
        for (Thread thread : threads) thread.join();
        assertThat(got).hasSize(12);
        assertThat(got.stream().mapToInt(places -> places).sum()).isEqualTo(BUDGET);
    }
}
