package uk.wayleave.gateway;

import com.sun.management.GarbageCollectionNotificationInfo;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import javax.management.NotificationEmitter;
import javax.management.NotificationListener;
import javax.management.openmbean.CompositeData;
import uk.wayleave.register.postgres.DatabaseTimeouts;

/** A gateway as a process of its own, with as little memory as its starter gives it: for {@link MemoryTest}. */
public final class SmallGateway {
    /** What is measured is memory; on a busy machine all else may take its time. */
    private static final DatabaseTimeouts PATIENT = new DatabaseTimeouts(
            Duration.ofSeconds(60), Duration.ofSeconds(60), Duration.ofSeconds(60), Duration.ofMinutes(5));

    private static final Set<String> HEAP = ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .map(MemoryPoolMXBean::getName)
            .collect(Collectors.toUnmodifiableSet());

    private SmallGateway() {}

    /**
     * Says where it answers and with which token, then stays until its input ends, and says how much of its heap it used at
     * most, how much was in use after any collection at most, and what of it was still in use before and after all.
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
            AtomicLong live = mostAfterCollections();
            while (System.in.read() >= 0) {
                // Until whoever started it has seen enough.
            }
            long peak = ManagementFactory.getMemoryPoolMXBeans().stream()
                    .filter(pool -> pool.getType() == MemoryType.HEAP)
                    .mapToLong(pool -> pool.getPeakUsage().getUsed())
                    .sum();
            System.out.println(
                    "PEAK " + peak + " LIVE " + live.get() + " BEFORE " + before + " AFTER " + usedAfterCollecting());
        }
    }

    /** What calls under way hold, and what is old and not yet collected: at most this was ever alive at once. */
    private static AtomicLong mostAfterCollections() {
        AtomicLong most = new AtomicLong();
        NotificationListener listener = (notification, _) -> {
            if (notification.getUserData() instanceof CompositeData data
                    && notification
                            .getType()
                            .equals(GarbageCollectionNotificationInfo.GARBAGE_COLLECTION_NOTIFICATION)) {
                long used =
                        GarbageCollectionNotificationInfo.from(data)
                                .getGcInfo()
                                .getMemoryUsageAfterGc()
                                .entrySet()
                                .stream()
                                .filter(pool -> HEAP.contains(pool.getKey()))
                                .mapToLong(pool -> pool.getValue().getUsed())
                                .sum();
                most.accumulateAndGet(used, Math::max);
            }
        };
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            if (collector instanceof NotificationEmitter emitter) {
                emitter.addNotificationListener(listener, null, null);
            }
        }
        return most;
    }

    private static long usedAfterCollecting() {
        var memory = ManagementFactory.getMemoryMXBean();
        memory.gc();
        return memory.getHeapMemoryUsage().getUsed();
    }
}
