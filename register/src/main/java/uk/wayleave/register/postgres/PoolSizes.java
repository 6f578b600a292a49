package uk.wayleave.register.postgres;

/**
 * The most connections one node opens for each role. Their sum over all nodes must stay below the server's
 * {@code max_connections} (60 on the embedded one).
 */
public record PoolSizes(int tenant, int resolver, int appender, int observer) {
    public PoolSizes {
        if (Math.min(Math.min(tenant, resolver), Math.min(appender, observer)) < 1)
            throw new IllegalArgumentException("Each database role needs at least one connection.");
    }

    /** 24, 8, 2 and 2. */
    public static PoolSizes defaults() {
        return new PoolSizes(24, 8, 2, 2);
    }

    int of(DatabaseRole role) {
        return switch (role) {
            case TENANT -> tenant;
            case RESOLVER -> resolver;
            case APPENDER -> appender;
            case OBSERVER -> observer;
        };
    }
}
