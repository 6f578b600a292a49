package uk.wayleave.register.postgres;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * How much memory the server keeps pages in. What is not there comes from the system's cache, which costs more than ten
 * times as much processor for each page; but the machine's memory is for this program and others too.
 */
final class SharedBuffers {
    private static final int LEAST = 128;
    private static final int MOST = 1024;
    /** Of what the machine, or the container, has. */
    private static final int PART = 16;

    private SharedBuffers() {}

    static long megabytes() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
                ? megabytesOf(system.getTotalMemorySize() >> 20)
                : LEAST;
    }

    static long megabytesOf(long memory) {
        return Math.clamp(memory / PART, LEAST, MOST);
    }
}
