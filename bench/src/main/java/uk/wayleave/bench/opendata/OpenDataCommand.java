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
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
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
import uk.wayleave.opendata.store.Arrivals;
import uk.wayleave.opendata.store.Batch;
import uk.wayleave.opendata.store.EventStore;
import uk.wayleave.opendata.store.LoadProgress;
import uk.wayleave.opendata.store.OpenDataSchema;
import uk.wayleave.register.postgres.Annex;
import uk.wayleave.register.postgres.DatabaseAddress;
import uk.wayleave.register.postgres.DatabaseTimeouts;
import uk.wayleave.register.postgres.EmbeddedPostgres;
import uk.wayleave.register.postgres.EmbeddedPostgresSettings;
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
    /** How many deliveries SNS has going at once, and shares of all notifications. */
    private static final Map<Integer, Double> CONNECTIONS = new TreeMap<>(Map.of(1, 0.05, 16, 0.15, 64, 0.3));

    private static final int MOST_CONNECTIONS = 64;
    private static final double WARMUP = 0.2;
    private static final int BURST = 2000;
    private static final int PART = 100_000;
    private static final String MARK = "measured load";

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

    @Option(
            names = "--directory",
            paramLabel = "DIRECTORY",
            description = "Keeps the database there. A load that was interrupted goes on, and what is loaded already is"
                    + " only measured again.")
    private Optional<Path> kept = Optional.empty();

    @Option(
            names = "--measure-at",
            paramLabel = "EVENTS",
            description = "Measures the queries also when so many events are loaded.")
    private long measureAt;

    @Option(names = "--without-load", description = "Only measures what the directory holds, however much that is.")
    private boolean asItIs;

    @FunctionalInterface
    private interface Writer {
        void write(Understood batch) throws SQLException;
    }

    /** A batch as each of the two takes it. */
    private record Understood(Batch batch, List<Arrival> arrivals) {}

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
        Optional<EmbeddedPostgres> own = kept.map(EmbeddedPostgresSettings::in).map(EmbeddedPostgres::start);
        DatabaseAddress address = own.map(EmbeddedPostgres::address).orElseGet(TemporaryPostgres::newDatabase);
        try (Annex annex = Annex.open(address, RoleKey.of(new byte[32]), plan);
                Sqlite sqlite = new Sqlite(directory.resolve("events.db"))) {
            EventStore store = new EventStore(annex.dataSource());
            long before = store.loaded(MARK).map(LoadProgress::events).orElse(0L);
            int parts = asItIs ? 0 : Math.max(1, events / PART);
            Spent ours = Spent.NOTHING;
            Spent theirs = Spent.NOTHING;
            long loaded = 0;
            Works works = new Works(1);
            long fresh = 0;
            for (int part = 0; part < parts; part++) {
                List<byte[]> made = works.part(part, Math.min(PART, events), parts);
                loaded += made.size();
                if (loaded <= before) {
                    continue;
                }
                fresh += made.size();
                ours = ours.and(spent(made, batch -> store.write(batch.batch())));
                if (!alone) {
                    theirs = theirs.and(spent(made, batch -> sqlite.write(batch.arrivals())));
                }
                store.write(
                        Batch.of(List.of()),
                        MARK,
                        new LoadProgress(
                                loaded, part == parts - 1, Clock.systemUTC().instant()));
                System.err.printf(
                        Locale.ROOT,
                        "%,d events, %,.0f/s, %,d µs of processor each (PostgreSQL %,d)%n",
                        loaded,
                        fresh / (ours.nanos() / 1e9),
                        ours.cpu().total() / fresh,
                        ours.cpu().database() / fresh);
                if (measureAt > 0 && loaded >= measureAt && loaded - made.size() < measureAt) {
                    measured(works, part, annex, sqlite, out);
                }
            }
            if (fresh > 0) {
                out.printf(
                        Locale.ROOT,
                        "%,d events, understood and written in batches of %,d, each durable%n",
                        fresh,
                        BATCH);
                rate("Wayleave (PostgreSQL)", fresh, ours, out);
                if (!alone) {
                    rate("SQLite with R*Tree", fresh, theirs, out);
                    out.printf(Locale.ROOT, "  %,.0f bytes of disk each%n", (double) size(directory) / loaded);
                }
            }
            disk(Math.max(loaded, before), annex.dataSource(), out);
            measured(works, asItIs ? (int) (before / PART) - 1 : parts - 1, annex, sqlite, out);
            return 0;
        } finally {
            own.ifPresent(EmbeddedPostgres::close);
            delete(directory);
        }
    }

    private void measured(Works works, int lastPart, Annex annex, Sqlite sqlite, PrintStream out)
            throws SQLException, InterruptedException, ExecutionException {
        try (OverHttp http = new OverHttp(annex.dataSource())) {
            queries(works, lastPart, http, sqlite, out);
            pages(http, out);
            if (notifications > 0) {
                oneByOne(http, new Works(2).fresh(notifications, envelopes(annex.dataSource())), out);
            }
        }
        memory(out);
    }

    /** Pages for people, each the first time and once more; a page that gives up ends the measurement. */
    private static void pages(OverHttp http, PrintStream out) {
        for (String page : List.of(
                "/map?day=15&month=3&year=2026",
                "/map?day=15&month=3&year=2026&authority=1003",
                "/map?day=15&month=3&year=2026&traffic=road_closure",
                "/map?day=15&month=3&year=2026&street=HIGH%20STREET&promoter=7001",
                "/map",
                "/map?day=1&month=1&year=2031",
                "/map?day=15&month=3&year=2026&box=400000,300000,430000,330000",
                "/charts",
                "/works/" + Works.reference(0, 1).replaceFirst("-01$", ""),
                "/collections/permits/items?limit=100&datetime=2026-03-15T00:00:00Z/2026-03-16T00:00:00Z",
                "/collections/permits/items?limit=100&datetime=2031-01-01T00:00:00Z/..",
                "/collections/permits/items?limit=100&datetime=2026-03-01T00:00:00Z/2026-04-01T00:00:00Z")) {
            long began = System.nanoTime();
            http.page(page);
            long first = System.nanoTime() - began;
            began = System.nanoTime();
            http.page(page);
            out.printf(
                    Locale.ROOT,
                    "%-110s %,.0f ms, again %,.0f ms%n",
                    page,
                    first / 1e6,
                    (System.nanoTime() - began) / 1e6);
        }
    }

    /** What SNS does: one signed notification a request, answered only once it is durable. */
    private void oneByOne(OverHttp http, List<byte[]> made, PrintStream out)
            throws InterruptedException, ExecutionException {
        List<byte[]> signed = http.signed(made);
        int from = (int) (signed.size() * WARMUP);
        http.post(signed.subList(0, from), MOST_CONNECTIONS);
        for (Map.Entry<Integer, Double> share : CONNECTIONS.entrySet()) {
            int to = from + (int) (signed.size() * share.getValue());
            oneByOne(http, signed.subList(from, to), share.getKey(), out);
            from = to;
        }
        inBulk(http, signed.subList(from, signed.size()), out);
    }

    /** As many at once as there are in a burst. */
    private static void inBulk(OverHttp http, List<byte[]> signed, PrintStream out)
            throws InterruptedException, ExecutionException {
        CpuTime before = cpuSoFar();
        long began = System.nanoTime();
        http.handOver(signed, BURST);
        double seconds = (System.nanoTime() - began) / 1e9;
        CpuTime cpu = cpuSoFar().since(before);
        out.printf(
                Locale.ROOT,
                "in bulk without HTTP, verified and durable, %,d at once: %,.0f/s, %,.0f µs of processor each (PostgreSQL"
                        + " %,.0f)%n",
                BURST,
                signed.size() / seconds,
                (double) cpu.total() / signed.size(),
                (double) cpu.database() / signed.size());
    }

    private static void oneByOne(OverHttp http, List<byte[]> signed, int connections, PrintStream out)
            throws InterruptedException, ExecutionException {
        CpuTime before = cpuSoFar();
        long began = System.nanoTime();
        long[] nanos = http.post(signed, connections);
        double seconds = (System.nanoTime() - began) / 1e9;
        CpuTime cpu = cpuSoFar().since(before);
        Arrays.sort(nanos);
        out.printf(
                Locale.ROOT,
                "one by one over HTTP, verified and durable, %d connections: %,.0f/s  p50 %.2f ms  p99 %.2f ms, %,.0f µs of"
                        + " processor each (PostgreSQL %,.0f), the client's included%n",
                connections,
                signed.size() / seconds,
                nanos[nanos.length / 2] / 1e6,
                nanos[(int) (nanos.length * 0.99)] / 1e6,
                (double) cpu.total() / signed.size(),
                (double) cpu.database() / signed.size());
    }

    /** At least as many as there are permits that were posted. */
    private static int envelopes(DataSource source) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select count(*) from opendata.envelope")) {
            row.next();
            return row.getInt(1);
        }
    }

    private void queries(Works works, int lastPart, OverHttp http, Sqlite sqlite, PrintStream out) throws SQLException {
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
        int permits = Works.permits(Math.min(PART, events));
        Query reference =
                i -> http.get(items + "/" + Works.reference(i % Math.max(1, lastPart), (int) (i * 7919L % permits)));
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
        CpuTime before = cpuSoFar();
        for (int i = 0; i < queries; i++) {
            long began = System.nanoTime();
            found += query.run(i);
            nanos[i] = System.nanoTime() - began;
        }
        CpuTime cpu = cpuSoFar().since(before);
        Arrays.sort(nanos);
        out.printf(
                Locale.ROOT,
                "%-48s p50 %.2f ms  p99 %.2f ms  (%.0f records each), %,.0f µs of processor each (PostgreSQL %,.0f), the"
                        + " client's included%n",
                name,
                nanos[queries / 2] / 1e6,
                nanos[(int) (queries * 0.99)] / 1e6,
                (double) found / queries,
                (double) cpu.total() / queries,
                (double) cpu.database() / queries);
    }

    private static void rate(String name, long events, Spent spent, PrintStream out) {
        out.printf(
                Locale.ROOT,
                "%-24s %,.0f events a second, %,.0f µs of processor each (PostgreSQL %,.0f)%n",
                name,
                events / (spent.nanos() / 1e9),
                (double) spent.cpu().total() / events,
                (double) spent.cpu().database() / events);
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
            Deque<Future<Understood>> ahead = new ArrayDeque<>();
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

    private static Understood understood(List<byte[]> batch) {
        try (Arrivals arrivals = new Arrivals(new EventReader())) {
            List<Arrival> made = batch.stream()
                    .map(event -> arrivals.archived(event, Clock.systemUTC().instant()))
                    .toList();
            return new Understood(Batch.of(made), made);
        }
    }

    private static void disk(long events, DataSource source, PrintStream out) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                        select c.relname, pg_total_relation_size(c.oid) as bytes from pg_class c
                        join pg_namespace n on n.oid = c.relnamespace
                        where n.nspname = 'opendata' and c.relkind = 'r' order by bytes desc""")) {
            long all = 0;
            StringBuilder tables = new StringBuilder();
            while (row.next()) {
                all += row.getLong(2);
                if (row.getLong(2) > events) {
                    tables.append(String.format(
                            Locale.ROOT, ", %s %,.0f", row.getString(1), (double) row.getLong(2) / events));
                }
            }
            out.printf(
                    Locale.ROOT,
                    "disk: %,d MiB, %,.0f bytes for each event, indexes included%s%n",
                    all >> 20,
                    (double) all / events,
                    tables);
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
