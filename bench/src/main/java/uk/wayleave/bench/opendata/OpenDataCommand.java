package uk.wayleave.bench.opendata;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.locationtech.jts.geom.Envelope;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import uk.wayleave.opendata.event.EventReader;
import uk.wayleave.opendata.event.ObjectKind;
import uk.wayleave.opendata.store.Arrival;
import uk.wayleave.opendata.store.EventStore;
import uk.wayleave.opendata.store.Filter;
import uk.wayleave.opendata.store.OpenDataSchema;
import uk.wayleave.opendata.store.RecordQuery;
import uk.wayleave.opendata.store.Records;
import uk.wayleave.register.postgres.Annex;
import uk.wayleave.register.postgres.DatabaseTimeouts;
import uk.wayleave.register.postgres.RoleKey;
import uk.wayleave.register.postgres.TemporaryPostgres;

/** Measures bulk ingest and queries of the open data beside SQLite with its R*Tree, on the same events. */
@Command(
        name = "opendata",
        mixinStandardHelpOptions = true,
        description =
                "Open data: events loaded a second, disk, and box, authority and reference queries, beside SQLite.")
public final class OpenDataCommand implements Callable<Integer> {
    private static final int BATCH = 4000;
    private static final int PAGE = 100;
    private static final int PART = 100_000;

    @Option(names = "--events", defaultValue = "400000", description = "Events to load (${DEFAULT-VALUE}).")
    private int events;

    @Option(names = "--queries", defaultValue = "2000", description = "Queries of each kind (${DEFAULT-VALUE}).")
    private int queries;

    @Option(names = "--without-sqlite", description = "Leaves the peer out, for large numbers of events.")
    private boolean alone;

    @FunctionalInterface
    private interface Writer {
        void write(List<Arrival> arrivals) throws SQLException;
    }

    @FunctionalInterface
    private interface Query {
        int run(int i) throws SQLException;
    }

    @Override
    public Integer call() throws IOException, SQLException, InterruptedException, ExecutionException {
        PrintStream out = System.out;
        Path directory = Files.createTempDirectory("wayleave-bench-opendata");
        Annex.Plan plan = new Annex.Plan(
                OpenDataSchema.NAME,
                OpenDataSchema.MIGRATIONS,
                8,
                new DatabaseTimeouts(
                        Duration.ofSeconds(5), Duration.ofMinutes(5), Duration.ofMinutes(1), Duration.ofMinutes(5)));
        try (Annex annex = Annex.open(TemporaryPostgres.newDatabase(), RoleKey.of(new byte[32]), plan);
                Sqlite sqlite = new Sqlite(directory.resolve("events.db"))) {
            EventStore store = new EventStore(annex.dataSource());
            int parts = Math.max(1, events / PART);
            long ours = 0;
            long theirs = 0;
            long loaded = 0;
            Works works = new Works(1);
            for (int part = 0; part < parts; part++) {
                List<byte[]> made = works.part(part, Math.min(PART, events), parts);
                loaded += made.size();
                ours += nanos(made, store::write);
                if (!alone) {
                    theirs += nanos(made, sqlite::write);
                }
                System.err.printf(Locale.ROOT, "%,d events, %,.0f/s%n", loaded, loaded / (ours / 1e9));
            }
            out.printf(Locale.ROOT, "%,d events, in batches of %,d, each durable%n", loaded, BATCH);
            rate("Wayleave (PostgreSQL)", loaded, ours, out);
            out.printf(Locale.ROOT, "  disk: %,.0f bytes an event%n", (double) disk(annex.dataSource()) / loaded);
            if (!alone) {
                rate("SQLite with R*Tree", loaded, theirs, out);
                out.printf(Locale.ROOT, "  disk: %,.0f bytes an event%n", (double) size(directory) / loaded);
            }
            queries(works, new Records(annex.dataSource()), sqlite, out);
            return 0;
        } finally {
            delete(directory);
        }
    }

    private void queries(Works works, Records records, Sqlite sqlite, PrintStream out) throws SQLException {
        List<double[]> boxes = new ArrayList<>();
        Random which = new Random(7);
        for (int i = 0; i < queries; i++) {
            boxes.add(works.box(which));
        }
        RecordQuery page = RecordQuery.all(ObjectKind.PERMIT, PAGE);
        Query box = i -> records.page(page.within(envelope(boxes.get(i)), _ -> true))
                .records()
                .size();
        Query authority = i -> records.page(page.where(
                        java.util.Map.of(Filter.AUTHORITY, String.format(Locale.ROOT, "%04d", 1000 + i % 300))))
                .records()
                .size();
        Query reference = i -> records.find(ObjectKind.PERMIT, "AA001" + i % Math.max(1, PART / 5) + "-01")
                        .isPresent()
                ? 1
                : 0;
        report("box of 10 x 6 km, page of " + PAGE + ", Wayleave", box, out);
        if (!alone) {
            report(
                    "box of 10 x 6 km, page of " + PAGE + ", SQLite",
                    i -> sqlite.box(boxes.get(i), PAGE).size(),
                    out);
        }
        report("authority, page of " + PAGE + ", Wayleave", authority, out);
        report("one permit by its reference, Wayleave", reference, out);
    }

    private static Envelope envelope(double[] box) {
        return new Envelope(box[0], box[2], box[1], box[3]);
    }

    private void report(String name, Query query, PrintStream out) throws SQLException {
        for (int i = 0; i < Math.min(queries, 300); i++) {
            query.run(i);
        }
        long[] nanos = new long[queries];
        long found = 0;
        for (int i = 0; i < queries; i++) {
            long began = System.nanoTime();
            found += query.run(i);
            nanos[i] = System.nanoTime() - began;
        }
        Arrays.sort(nanos);
        out.printf(
                Locale.ROOT,
                "%-48s p50 %.2f ms  p99 %.2f ms  (%.0f records each)%n",
                name,
                nanos[queries / 2] / 1e6,
                nanos[(int) (queries * 0.99)] / 1e6,
                (double) found / queries);
    }

    private static void rate(String name, long events, long nanos, PrintStream out) {
        out.printf(Locale.ROOT, "%-24s %,.0f events a second%n", name, events / (nanos / 1e9));
    }

    /** Understanding runs ahead on all processors, as the loader does it; writing is one batch after the other. */
    private static long nanos(List<byte[]> made, Writer writer)
            throws SQLException, InterruptedException, ExecutionException {
        long began = System.nanoTime();
        try (ExecutorService threads =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
            Deque<Future<List<Arrival>>> ahead = new ArrayDeque<>();
            for (int from = 0; from < made.size(); from += BATCH) {
                List<byte[]> batch = made.subList(from, Math.min(made.size(), from + BATCH));
                ahead.add(threads.submit(() -> understood(batch)));
                if (ahead.size() > 4) {
                    writer.write(ahead.remove().get());
                }
            }
            while (!ahead.isEmpty()) {
                writer.write(ahead.remove().get());
            }
        }
        return System.nanoTime() - began;
    }

    private static List<Arrival> understood(List<byte[]> batch) {
        EventReader reader = new EventReader();
        return batch.stream()
                .map(event -> Arrival.archived(event, reader, Clock.systemUTC().instant()))
                .toList();
    }

    private static long disk(DataSource source) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "select sum(pg_total_relation_size(c.oid)) from pg_class c join"
                                + " pg_namespace n on n.oid = c.relnamespace where n.nspname = 'opendata' and c.relkind = 'r'")) {
            row.next();
            return row.getLong(1);
        }
    }

    private static long size(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
        }
        Files.deleteIfExists(directory);
    }
}
