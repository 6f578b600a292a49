package uk.wayleave.gateway.notification;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** How often what happened with notifications on this node, since its start. */
public final class NotificationCounts {
    /** What is counted. */
    public enum Happening {
        /** A notification came in and was kept. */
        KEPT,
        /** It had come before. */
        REPEATED,
        /** Nobody was subscribed. */
        UNWANTED,
        /** It was not of Street Manager's, or not of a kind that is taken. */
        TURNED_AWAY,
        /** Amazon SNS was told that we want a topic. */
        CONFIRMED,
        /** A receiver took a notification. */
        DELIVERED,
        /** A receiver did not take it; it is tried again. */
        FAILED,
        /** The framework did not allow the delivery. */
        REFUSED,
        /** A receiver did not take it in time. */
        EXPIRED,
        /** A receiver said that it is gone. */
        GONE
    }

    private final Map<Happening, LongAdder> counts = new EnumMap<>(Happening.class);

    NotificationCounts() {
        for (Happening happening : Happening.values()) {
            counts.put(happening, new LongAdder());
        }
    }

    void count(Happening happening) {
        LongAdder adder = counts.get(happening);
        if (adder != null) {
            adder.increment();
        }
    }

    public long of(Happening happening) {
        LongAdder adder = counts.get(happening);
        return adder == null ? 0 : adder.sum();
    }
}
