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
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import uk.wayleave.bench.CpuTime;
import uk.wayleave.bench.ProcessTree;
import uk.wayleave.opendata.event.EventReader;
import uk.wayleave.opendata.store.Arrival;
import uk.wayleave.opendata.store.EventStore;
import uk.wayleave.opendata.store.OpenDataSchema;
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
    private static final int CONNECTIONS = 64;
    private static final int PART = 100_000;

    @Option(names = "--events", defaultValue = "400000", description = "Events to load (${DEFAULT-VALUE}).")
    private int events;

    @Option(names = "--queries", defaultValue = "2000", description = "Queries of each kind (${DEFAULT-VALUE}).")
    private int queries;

    @Option(
            names = "--notifications",
            defaultValue = "10000",
            description = "Signed notifications posted one by one (${DEFAULT-VALUE}).")
    private int notifications;

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
            Spent ours = Spent.NOTHING;
            Spent theirs = Spent.NOTHING;
            long loaded = 0;
            Works works = new Works(1);
            for (int part = 0; part < parts; part++) {
                List<byte[]> made = works.part(part, Math.min(PART, events), parts);
                loaded += made.size();
                ours = ours.and(spent(made, store::write));
                if (!alone) {
                    theirs = theirs.and(spent(made, sqlite::write));
                }
                System.err.printf(Locale.ROOT, "%,d events, %,.0f/s%n", loaded, loaded / (ours.nanos() / 1e9));
            }
            out.printf(
                    Locale.ROOT, "%,d events, understood and written in batches of %,d, each durable%n", loaded, BATCH);
            rate("Wayleave (PostgreSQL)", loaded, ours, disk(annex.dataSource()), out);
            if (!alone) {
                rate("SQLite with R*Tree", loaded, theirs, size(directory), out);
            }
            try (OverHttp http = new OverHttp(annex.dataSource())) {
                oneByOne(http, works.part(parts, notifications, parts + 1), out);
                queries(works, http, sqlite, out);
            }
            memory(out);
            return 0;
        } finally {
            delete(directory);
        }
    }

    /** What SNS does: one signed notification a request, answered only once it is durable. */
    private void oneByOne(OverHttp http, List<byte[]> made, PrintStream out)
            throws InterruptedException, ExecutionException {
        List<byte[]> signed = http.signed(made);
        int warmup = signed.size() / 5;
        http.post(signed.subList(0, warmup), CONNECTIONS);
        List<byte[]> measured = signed.subList(warmup, signed.size());
        CpuTime before = cpuSoFar();
        long began = System.nanoTime();
        long[] nanos = http.post(measured, CONNECTIONS);
        double seconds = (System.nanoTime() - began) / 1e9;
        CpuTime cpu = cpuSoFar().since(before);
        Arrays.sort(nanos);
        out.printf(
                Locale.ROOT,
                "one by one over HTTP, verified and durable, %d connections: %,.0f/s  p50 %.2f ms  p99 %.2f ms, %,.0f µs of"
                        + " processor each (PostgreSQL %,.0f), the client's included%n",
                CONNECTIONS,
                measured.size() / seconds,
                nanos[nanos.length / 2] / 1e6,
                nanos[(int) (nanos.length * 0.99)] / 1e6,
                (double) cpu.total() / measured.size(),
                (double) cpu.database() / measured.size());
    }

    private void queries(Works works, OverHttp http, Sqlite sqlite, PrintStream out) throws SQLException {
        List<double[]> boxes = new ArrayList<>();
        Random which = new Random(7);
        for (int i = 0; i < queries; i++) {
            boxes.add(works.box(which));
        }
        String items = "/collections/permits/items";
        Query box =
                i -> http.get(items + "?limit=" + PAGE + "&bbox-crs=http://www.opengis.net/def/crs/EPSG/0/27700&bbox="
                        + Arrays.stream(boxes.get(i))
                                .mapToObj(number -> String.format(Locale.ROOT, "%.2f", number))
                                .collect(Collectors.joining(",")));
        Query authority = i ->
                http.get(items + "?limit=" + PAGE + "&authority=" + String.format(Locale.ROOT, "%04d", 1000 + i % 300));
        Query reference = i -> http.get(items + "/AA001" + i % Math.max(1, Math.min(PART, events) / 5) + "-01");
        report("box of 10 x 6 km, page of " + PAGE + ", HTTP", box, out);
        if (!alone) {
            report(
                    "the same, SQLite in process, no HTTP",
                    i -> sqlite.box(boxes.get(i), PAGE).size(),
                    out);
        }
        report("authority, page of " + PAGE + ", HTTP", authority, out);
        report("one permit by its reference, HTTP", reference, out);
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

    private static void rate(String name, long events, Spent spent, long disk, PrintStream out) {
        out.printf(
                Locale.ROOT,
                "%-24s %,.0f events a second, %,.0f µs of processor each (PostgreSQL %,.0f), %,.0f bytes of disk each%n",
                name,
                events / (spent.nanos() / 1e9),
                (double) spent.cpu().total() / events,
                (double) spent.cpu().database() / events,
                (double) disk / events);
    }

    private static void memory(PrintStream out) {
        Runtime runtime = Runtime.getRuntime();
        out.printf(
                Locale.ROOT,
                "memory: %,d MiB of Java heap in use at the end, this program's own measuring included; PostgreSQL"
                        + " %,d MiB (proportional set)%n",
                (runtime.totalMemory() - runtime.freeMemory()) >> 20,
                ProcessTree.databaseMemoryKib(ProcessHandle.current().pid()) >> 10);
    }

    private static CpuTime cpuSoFar() {
        return ProcessTree.cpu(ProcessHandle.current().pid());
    }

    /** Time that passed, and time of processors. */
    private record Spent(long nanos, CpuTime cpu) {
        static final Spent NOTHING = new Spent(0, new CpuTime(0, 0));

        Spent and(Spent more) {
            return new Spent(
                    nanos + more.nanos,
                    new CpuTime(cpu.total() + more.cpu.total(), cpu.database() + more.cpu.database()));
        }
    }

    /** Understanding runs ahead on all processors, as the loader does it; writing is one batch after the other. */
    private static Spent spent(List<byte[]> made, Writer writer)
            throws SQLException, InterruptedException, ExecutionException {
        CpuTime before = cpuSoFar();
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
        return new Spent(System.nanoTime() - began, cpuSoFar().since(before));
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
