package uk.wayleave.opendata.store;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import uk.wayleave.opendata.Published;
import uk.wayleave.opendata.event.EventReader;
import uk.wayleave.register.postgres.Annex;
import uk.wayleave.register.postgres.DatabaseAddress;
import uk.wayleave.register.postgres.DatabaseTimeouts;
import uk.wayleave.register.postgres.RoleKey;

/** Keeps events one by one from several callers and says each when it is durable, until it is killed. */
public final class LiveProgram {
    private LiveProgram() {}

    /** @param arguments the owner's address, and where references begin */
    public static void main(String[] arguments) throws InterruptedException {
        Annex annex = Annex.open(
                DatabaseAddress.parse(arguments[0]),
                RoleKey.of(new byte[32]),
                new Annex.Plan(
                        OpenDataSchema.NAME,
                        OpenDataSchema.MIGRATIONS,
                        4,
                        new DatabaseTimeouts(
                                Duration.ofSeconds(5),
                                Duration.ofSeconds(30),
                                Duration.ofSeconds(30),
                                Duration.ofMinutes(1))));
        EventQueue queue = new EventQueue(new EventStore(annex.dataSource()), () -> {});
        AtomicInteger next = new AtomicInteger(Integer.parseInt(arguments[1]));
        List<Thread> callers = java.util.stream.IntStream.range(0, 16)
                .mapToObj(_ -> Thread.ofVirtual().start(() -> keep(queue, next)))
                .toList();
        for (Thread caller : callers) {
            caller.join();
        }
    }

    private static void keep(EventQueue queue, AtomicInteger next) {
        EventReader reader = new EventReader();
        while (true) {
            String reference = "AA001" + next.getAndIncrement() + "-01";
            queue.write(Arrival.archived(
                    Published.permit(reference).bytes(),
                    reader,
                    Clock.systemUTC().instant()));
            say("kept " + reference);
        }
    }

    @SuppressWarnings("SystemOut")
    private static void say(String line) {
        System.out.println(line);
    }
}
