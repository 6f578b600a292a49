package uk.wayleave.sandbox;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Everything the sandbox remembers, in memory. Readers take no lock; writers go one after the other, so that a change
 * and the lines it adds to the history belong together.
 */
final class Archive {
    /** A line of history and whose works it is of. */
    record Update(String works, HistoryRow row) {}

    private final Clock clock;
    private final Map<String, Works> works = new ConcurrentSkipListMap<>();
    private final Map<String, Activity> activities = new ConcurrentSkipListMap<>();
    private final Map<Long, StoredFile> looseFiles = new ConcurrentHashMap<>();
    private final NavigableMap<Long, Update> updates = new ConcurrentSkipListMap<>();
    private final AtomicLong lastUpdate = new AtomicLong(500_000);
    private final AtomicLong lastNumber = new AtomicLong(1_000_000);
    private final ReentrantLock writing = new ReentrantLock();

    Archive(Clock clock) {
        this.clock = clock;
    }

    Instant now() {
        return clock.instant();
    }

    /** A number no other thing in this sandbox has had. */
    long nextNumber() {
        return lastNumber.incrementAndGet();
    }

    Optional<Works> works(String reference) {
        return Optional.ofNullable(works.get(reference));
    }

    /** Sorted by reference. */
    Collection<Works> allWorks() {
        return works.values();
    }

    /** Updates after this one, oldest first. */
    Collection<Update> updatesAfter(long updateId) {
        return updates.tailMap(updateId, false).values();
    }

    Optional<Activity> activity(String reference) {
        return Optional.ofNullable(activities.get(reference));
    }

    Collection<Activity> allActivities() {
        return activities.values();
    }

    void keep(Activity activity) {
        activities.put(activity.reference(), activity);
    }

    /** A file that was uploaded and is not linked to a works yet. */
    Optional<StoredFile> looseFile(long id) {
        return Optional.ofNullable(looseFiles.get(id));
    }

    void keepLoose(StoredFile file) {
        looseFiles.put(file.id(), file);
    }

    Collection<StoredFile> allLooseFiles() {
        return looseFiles.values();
    }

    /** Makes a works record, or does not. */
    Answer open(Actor by, Supplier<Outcome> attempt) {
        return attempt(by, now(), attempt);
    }

    /** Changes a works record, or does not; 404 if there is none. */
    Answer change(String reference, Actor by, Function<Works, Outcome> attempt) {
        return attempt(
                by,
                now(),
                () -> works(reference).map(attempt).orElseGet(() -> new Outcome.Refused(Answer.notFound("Work"))));
    }

    /** The same at a given time: for what happened before the sandbox was started. */
    Answer attempt(Actor by, Instant at, Supplier<Outcome> attempt) {
        writing.lock();
        try {
            return switch (attempt.get()) {
                case Outcome.Refused refused -> refused.answer();
                case Outcome.Changed changed -> keep(changed, by, at);
            };
        } finally {
            writing.unlock();
        }
    }

    private Answer keep(Outcome.Changed changed, Actor by, Instant at) {
        Works record = changed.works();
        for (Event event : changed.events()) {
            HistoryRow row = new HistoryRow(lastUpdate.incrementAndGet(), at, by, event);
            record = record.withHistory(row);
            updates.put(row.updateId(), new Update(record.reference(), row));
        }
        record.files().forEach(file -> looseFiles.remove(file.id()));
        works.put(record.reference(), record);
        return changed.answer();
    }
}
