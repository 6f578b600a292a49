package uk.wayleave.opendata.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import uk.wayleave.messages.receiver.ReceiverNetworks;
import uk.wayleave.messages.standin.IntegratorsReceiver;
import uk.wayleave.messages.standin.IntegratorsVerifier;
import uk.wayleave.opendata.api.EventLines;
import uk.wayleave.opendata.store.History;
import uk.wayleave.opendata.store.WebhookKeys;
import uk.wayleave.opendata.store.Webhooks;

/** Nodes that deliver to receivers on loopback, and what these were told. */
final class Hooks {
    static final SealingKey SEALING = SealingKey.of(new byte[32]);

    private Hooks() {}

    /** Tries again soon, and gives up soon. */
    static WebhookSettings settings() {
        return new WebhookSettings(
                SEALING,
                ReceiverNetworks.LOOPBACK_TOO,
                new Webhooks.Limits(3, 6),
                Duration.ofMillis(100),
                Duration.ofMillis(400),
                Duration.ofDays(3),
                Duration.ofSeconds(1),
                Duration.ofSeconds(3));
    }

    static SigningKeys keys(DataSource source) {
        return new SigningKeys(new WebhookKeys(source), SEALING, Clock.systemUTC());
    }

    /** A node that does nothing else. */
    static Deliverer node(DataSource source) {
        return Deliverer.start(
                new Webhooks(source),
                new History(source),
                keys(source),
                new EventLines()::of,
                Thread::sleep,
                settings(),
                Clock.systemUTC());
    }

    /** Knows the key of the installation. */
    static IntegratorsReceiver receiver(DataSource source, Clock clock) {
        SigningKeys.Published key = keys(source).published();
        return IntegratorsReceiver.start(new IntegratorsVerifier(Map.of(key.id(), key.x())), clock::instant);
    }

    /** The ids of all events as they came, repeats too. */
    static List<Long> ids(IntegratorsReceiver receiver) {
        List<Long> ids = new ArrayList<>();
        receiver.notifications()
                .forEach(message -> JsonMapper.shared()
                        .readTree(message.body())
                        .path("events")
                        .forEach(event -> ids.add(event.path("id").asLong())));
        return ids;
    }

    /** The same as a receiver counts them that leaves out what is not after the cursor it has reached. */
    static List<Long> once(IntegratorsReceiver receiver) {
        List<Long> ids = new ArrayList<>();
        long cursor = 0;
        for (IntegratorsVerifier.Received message : receiver.notifications()) {
            JsonNode body = JsonMapper.shared().readTree(message.body());
            for (JsonNode event : body.path("events")) {
                if (event.path("id").asLong() > cursor) {
                    ids.add(event.path("id").asLong());
                }
            }
            cursor = Math.max(cursor, body.path("cursor").asLong());
        }
        return ids;
    }

    static void until(String what, BooleanSupplier holds) {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!holds.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(end);
            pause(Duration.ofMillis(20));
        }
    }

    static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }
}
