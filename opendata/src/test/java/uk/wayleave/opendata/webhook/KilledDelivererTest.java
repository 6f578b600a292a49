package uk.wayleave.opendata.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import uk.wayleave.messages.standin.IntegratorsReceiver;
import uk.wayleave.opendata.Published;
import uk.wayleave.opendata.event.EventReader;
import uk.wayleave.opendata.store.ApiKeys;
import uk.wayleave.opendata.store.Arrival;
import uk.wayleave.opendata.store.EventStore;
import uk.wayleave.opendata.store.Stores;
import uk.wayleave.opendata.store.Webhooks;
import uk.wayleave.register.postgres.Annex;
import uk.wayleave.register.postgres.DatabaseAddress;
import uk.wayleave.register.postgres.RoleKey;
import uk.wayleave.register.postgres.TemporaryPostgres;

/** kill -9 while a message is with the receiver: it comes again, and nothing is left out. */
class KilledDelivererTest {
    private static final int EVENTS = 1200;

    private static Process node(DatabaseAddress address) throws Exception {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        HookProgram.class.getName(),
                        "postgresql://%s:%s@127.0.0.1:%d/%s?sslmode=disable"
                                .formatted(
                                        address.user(),
                                        address.password().orElseThrow(),
                                        address.servers().getFirst().port(),
                                        address.database()))
                .inheritIO()
                .start();
    }

    @Test
    void leavesNothingOutWhenANodeIsKilled() throws Exception {
        DatabaseAddress address = TemporaryPostgres.newDatabase();
        Clock clock = Clock.systemUTC();
        try (Annex annex = Annex.open(address, RoleKey.of(new byte[32]), Stores.plan());
                IntegratorsReceiver receiver = Hooks.receiver(annex.dataSource(), clock)) {
            EventReader reader = new EventReader();
            new EventStore(annex.dataSource())
                    .write(IntStream.range(0, EVENTS)
                            .mapToObj(i -> Arrival.archived(
                                    Published.permit("AA001%05d-01".formatted(i))
                                            .numbered(i)
                                            .bytes(),
                                    reader,
                                    clock.instant()))
                            .toList());
            ApiKeys keys = new ApiKeys(annex.dataSource(), new SecureRandom());
            long key =
                    keys.make("University of Thornshire", 600, clock.instant()).id();
            assertThat(new Webhooks(annex.dataSource())
                            .register(
                                    key,
                                    receiver.url(),
                                    Map.of(),
                                    0,
                                    Hooks.settings().perKey(),
                                    clock.instant()))
                    .isInstanceOf(Webhooks.Registered.Done.class);
            AtomicReference<@Nullable Process> running = new AtomicReference<>();
            AtomicInteger messages = new AtomicInteger();
            receiver.answers(exchange -> {
                Process node = running.get();
                if (messages.incrementAndGet() % 5 == 0 && node != null) {
                    node.toHandle().destroyForcibly();
                }
                IntegratorsReceiver.status(exchange, 204);
            });
            for (int kills = 0; kills < 2; kills++) {
                Process node = node(address);
                running.set(node);
                assertThat(node.waitFor()).isEqualTo(128 + 9);
            }
            running.set(null);

            try (Deliverer _ = Hooks.node(annex.dataSource())) {
                List<Long> all = LongStream.rangeClosed(1, EVENTS).boxed().toList();
                Hooks.until("all events have come", () -> Hooks.once(receiver).size() >= EVENTS);
                assertThat(Hooks.once(receiver)).isEqualTo(all);
                assertThat(Hooks.ids(receiver))
                        .as("what was with the receiver when the node was killed came again")
                        .hasSizeGreaterThan(EVENTS);
                assertThat(receiver.objections()).isEmpty();
            }
        }
    }
}
