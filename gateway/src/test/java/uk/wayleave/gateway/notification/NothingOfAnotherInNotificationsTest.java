package uk.wayleave.gateway.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import uk.wayleave.evidence.StoredEntry;
import uk.wayleave.gateway.World;
import uk.wayleave.messages.standin.IntegratorsReceiver;
import uk.wayleave.register.notification.DeliveryState;

/** Events of another among the Controller's own, posted to its endpoint: nothing of them reaches its receiver. */
class NothingOfAnotherInNotificationsTest {
    private static final String OTHERS = "ZF001X7";
    private static final Town TOWN = new Town();
    private static final IntegratorsReceiver RECEIVER = TOWN.subscribed(TOWN.world.water);
    private static final Set<String> PLANTED = new HashSet<>();
    private static int number;
    private static int own;

    @AfterContainer
    static void stop() {
        TOWN.close();
        assertThat(PLANTED).hasSizeGreaterThan(100);
        assertThat(own).isGreaterThan(20);
    }

    private static String planted(Random random) {
        String canary = "Kanarie" + random.nextInt(1_000_000_000) + "n";
        PLANTED.add(canary);
        return canary;
    }

    /** About another's works in every way that there is to say so; its other members are found nowhere else. */
    private static ObjectNode ofAnother(Random random) {
        ObjectNode event = JsonMapper.shared().createObjectNode();
        event.put("event_reference", ++number);
        event.put("event_type", planted(random));
        event.put("object_type", "PERMIT");
        ObjectNode data = event.putObject("object_data");
        switch (random.nextInt(4)) {
            case 0 -> event.put("object_reference", OTHERS + "-01");
            case 1 -> data.put("work_reference_number", OTHERS);
            case 2 -> {
                // Works of the Controller's by reference, but another's by its code.
                data.put("work_reference_number", Town.WORKS);
                data.put("promoter_swa_code", World.FIBRE_CODE);
            }
            default -> {
                // It says two things.
                event.put("object_reference", Town.WORKS + "-01");
                data.put("work_reference_number", OTHERS);
            }
        }
        if (random.nextBoolean()) {
            data.put("promoter_swa_code", World.FIBRE_CODE);
        }
        if (random.nextBoolean()) {
            data.put("highway_authority_swa_code", World.COUNTY_CODE);
        }
        data.put("usrn", planted(random));
        data.put("street_name", planted(random));
        event.put("secondary_contact", planted(random));
        return event;
    }

    @Property(tries = 60, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
    void appearsAtTheReceiverInTheLedgerOrInACount(@ForAll long seed) {
        Random random = new Random(seed);
        int ownBefore = own;
        for (int i = 0; i < 3; i++) {
            if (random.nextBoolean()) {
                TOWN.streetManager.posts(TOWN.streetManager.endpoint(), StandIn.event(++number, Town.WORKS));
                own++;
            } else {
                TOWN.streetManager.posts(
                        TOWN.streetManager.endpoint(), ofAnother(random).toString());
            }
        }

        Town.until("all is settled", () -> TOWN.deliveries(TOWN.world.water, DeliveryState.WAITING) == 0);
        assertThat(own).isGreaterThanOrEqualTo(ownBefore);
        assertThat(RECEIVER.eventReferences())
                .as("each of its own, and no other")
                .hasSize(own);
        assertThat(TOWN.deliveries(TOWN.world.water, DeliveryState.DELIVERED)).isEqualTo(own);
        String received = RECEIVER.notifications().stream()
                .map(one -> one.headers() + " " + new String(one.body(), StandardCharsets.UTF_8))
                .reduce("", String::concat);
        assertThat(PLANTED).noneMatch(received::contains);
        List<StoredEntry> entries =
                TOWN.ledger.ofController(TOWN.world.water.id().value(), 0, 1_000);
        String ledger = entries.stream()
                .map(entry -> new String(entry.canonical(), StandardCharsets.UTF_8))
                .reduce("", String::concat);
        assertThat(PLANTED).noneMatch(ledger::contains);
    }
}
