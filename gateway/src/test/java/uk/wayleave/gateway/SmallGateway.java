package uk.wayleave.gateway;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.net.URI;
import java.time.Duration;
import uk.wayleave.register.postgres.DatabaseTimeouts;

/** A gateway as a process of its own, with as little memory as its starter gives it: for {@link MemoryTest}. */
public final class SmallGateway {
    /** What is measured is memory; on a busy machine all else may take its time. */
    private static final DatabaseTimeouts PATIENT = new DatabaseTimeouts(
            Duration.ofSeconds(60), Duration.ofSeconds(60), Duration.ofSeconds(60), Duration.ofMinutes(5));

    private SmallGateway() {}

    /**
     * Says where it answers and with which token, then stays until its input ends, and says how much of its heap it used at
     * most, and what of it was still in use before and after.
     *
     * @param args the address of Street Manager
     */
    @SuppressWarnings("SystemOut")
    public static void main(String[] args) throws IOException {
        World.Options options = World.Options.usual()
                .withSettings(settings -> settings.withFiles(_ -> true))
                .withTimeouts(PATIENT);
        try (World world = World.before(URI.create(args[0]), options)) {
            System.out.println("READY " + world.gateway.baseUri() + " " + world.tokenForEverything(world.water));
            long before = usedAfterCollecting();
            ManagementFactory.getMemoryPoolMXBeans().forEach(MemoryPoolMXBean::resetPeakUsage);
            while (System.in.read() >= 0) {
                // Until whoever started it has seen enough.
            }
            long peak = ManagementFactory.getMemoryPoolMXBeans().stream()
                    .filter(pool -> pool.getType() == MemoryType.HEAP)
                    .mapToLong(pool -> pool.getPeakUsage().getUsed())
                    .sum();
            System.out.println("PEAK " + peak + " BEFORE " + before + " AFTER " + usedAfterCollecting());
        }
    }

    private static long usedAfterCollecting() {
        var memory = ManagementFactory.getMemoryMXBean();
        memory.gc();
        return memory.getHeapMemoryUsage().getUsed();
    }
}
