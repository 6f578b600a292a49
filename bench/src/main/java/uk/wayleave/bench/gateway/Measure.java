package uk.wayleave.bench.gateway;

/** What is compared. */
enum Measure {
    THROUGHPUT("requests/s", "%,.0f"),
    P50("p50 ms", "%.2f"),
    P99("p99 ms", "%.2f"),
    CPU("CPU µs/request", "%.1f"),
    CPU_WITHOUT_DATABASE("  w/o database", "%.1f");

    private final String title;
    private final String format;

    Measure(String title, String format) {
        this.title = title;
        this.format = format;
    }

    String title() {
        return title;
    }

    String format() {
        return format;
    }

    double of(Round round) {
        return switch (this) {
            case THROUGHPUT -> round.load().requestsPerSecond();
            case P50 -> round.load().p50() / 1000.0;
            case P99 -> round.load().p99() / 1000.0;
            case CPU -> round.cpuPerRequest();
            case CPU_WITHOUT_DATABASE -> round.cpuWithoutDatabasePerRequest();
        };
    }
}
