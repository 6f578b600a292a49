package uk.wayleave.sandbox.record;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import uk.wayleave.sandbox.people.Actor;
import uk.wayleave.sandbox.wire.Answer;

/**
 * Everything the sandbox remembers, in memory. Readers take no lock; writers go one after the other, so that a change
 * and the lines it adds to the history belong together.
 */
public final class Archive {
    /** A line of history and whose works it is of. */
    public record Update(String works, HistoryRow row) {}

    /** Is told of what happened, after it has. It must not wait. */
    @FunctionalInterface
    public interface Listener {
        /** @param works as they were just after it */
        void happened(Works works, HistoryRow row);
    }

    /** When it is, for whoever plays what happened before. */
    private static final ScopedValue<Instant> THEN = ScopedValue.newInstance();

    private final Clock clock;
    private final Map<String, Works> works = new ConcurrentSkipListMap<>();
    private final Map<String, Activity> activities = new ConcurrentSkipListMap<>();
    private final Map<Kind, Map<String, Entry>> shelves = new EnumMap<>(Kind.class);
    private final FileRoom files = new FileRoom();
    private final NavigableMap<Long, Update> updates = new ConcurrentSkipListMap<>();
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private final AtomicLong lastUpdate = new AtomicLong(500_000);
    private final AtomicLong lastNumber = new AtomicLong(1_000_000);
    private final ReentrantLock writing = new ReentrantLock();

    public Archive(Clock clock) {
        this.clock = clock;
        for (Kind kind : Kind.values()) {
            shelves.put(kind, new ConcurrentSkipListMap<>());
        }
    }

    public Instant now() {
        return THEN.isBound() ? THEN.get() : clock.instant();
    }

    /** Does something as if it were done at another time: what happened before the sandbox was started. */
    public void at(Instant then, Runnable deed) {
        ScopedValue.where(THEN, then).run(deed);
    }

    /** A number no other thing in this sandbox has had. */
    public long nextNumber() {
        return lastNumber.incrementAndGet();
    }

    public Optional<Works> works(String reference) {
        return Optional.ofNullable(works.get(reference));
    }

    /** Sorted by reference. */
    public Collection<Works> allWorks() {
        return works.values();
    }

    /** Updates after this one, oldest first. */
    public Collection<Update> updatesAfter(long updateId) {
        return updates.tailMap(updateId, false).values();
    }

    /** Tells of every update from now on, in order. */
    public void listen(Listener listener) {
        listeners.add(listener);
    }

    public Optional<Activity> activity(String reference) {
        return Optional.ofNullable(activities.get(reference));
    }

    public Collection<Activity> allActivities() {
        return activities.values();
    }

    public void keep(Activity activity) {
        activities.put(activity.reference(), activity);
    }

    public FileRoom files() {
        return files;
    }

    /** Entries that belong to no works, sorted by reference. */
    public Collection<Entry> entries(Kind kind) {
        return shelf(kind).values();
    }

    public Optional<Entry> entry(Kind kind, String reference) {
        return Optional.ofNullable(shelf(kind).get(reference));
    }

    /** Keeps an entry that belongs to no works, in the place of the one of the same kind and reference. */
    public void keep(Entry entry) {
        shelf(entry.kind()).put(entry.reference(), entry);
    }

    public void remove(Entry entry) {
        shelf(entry.kind()).remove(entry.reference());
    }

    private Map<String, Entry> shelf(Kind kind) {
        return Optional.ofNullable(shelves.get(kind)).orElseThrow();
    }

    /** Makes a works record, or does not. */
    public Answer open(Actor by, Supplier<Outcome> attempt) {
        return alone(() -> switch (attempt.get()) {
            case Outcome.Refused refused -> refused.answer();
            case Outcome.Changed changed -> keep(changed, by, now());
        });
    }

    /** Changes a works record, or does not; 404 if there is none. */
    public Answer change(String reference, Actor by, Function<Works, Outcome> attempt) {
        return open(
                by, () -> works(reference).map(attempt).orElseGet(() -> new Outcome.Refused(Answer.notFound("Work"))));
    }

    /** One writer at a time: for a change of what belongs to no works. */
    public Answer alone(Supplier<Answer> attempt) {
        writing.lock();
        try {
            return attempt.get();
        } finally {
            writing.unlock();
        }
    }

    private Answer keep(Outcome.Changed changed, Actor by, Instant at) {
        Works record = changed.works();
        for (Event event : changed.events()) {
            record = record.withHistory(new HistoryRow(lastUpdate.incrementAndGet(), at, by, event));
        }
        record.files().forEach(file -> files.link(file.id(), changed.works().reference()));
        works.put(record.reference(), record);
        for (HistoryRow row :
                record.history().reversed().subList(0, changed.events().size()).reversed()) {
            updates.put(row.updateId(), new Update(record.reference(), row));
            Works now = record;
            listeners.forEach(listener -> listener.happened(now, row));
        }
        changed.also().ifPresent(also -> keep(also, by, at));
        return changed.answer();
    }
}
