package uk.wayleave.bench.gateway;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;

/** Measures Wayleave beside a plain nginx and Spring Cloud Gateway. */
@Command(
        name = "gateway",
        mixinStandardHelpOptions = true,
        description = "Wayleave with all controls on beside nginx and Spring Cloud Gateway, in one run.")
public final class GatewayCommand implements Callable<Integer> {
    @Option(names = "--rounds", defaultValue = "3", description = "Measured rounds of each (${DEFAULT-VALUE}).")
    private int rounds;

    @Option(names = "--seconds", defaultValue = "10", description = "Length of a round (${DEFAULT-VALUE}).")
    private int seconds;

    @Option(names = "--warm-up", defaultValue = "30", description = "Seconds before the first (${DEFAULT-VALUE}).")
    private int warmUp;

    @Option(names = "--connections", defaultValue = "64", description = "Kept alive (${DEFAULT-VALUE}).")
    private int connections;

    @Option(
            names = "--peers",
            split = ",",
            defaultValue = "NGINX,SPRING,WAYLEAVE",
            description = "Which of ${COMPLETION-CANDIDATES} (${DEFAULT-VALUE}).")
    private Set<PeerKind> peers = EnumSet.allOf(PeerKind.class);

    @Option(names = "--json", paramLabel = "FILE", description = "Writes the result there, too.")
    private Optional<Path> json = Optional.empty();

    @Override
    public Integer call() throws IOException {
        try {
            Report report = measure(System.err);
            report.print(System.out);
            if (json.isPresent()) {
                JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValue(json.get(), report);
            }
            return 0;
        } catch (MeasurementFailed e) {
            System.err.println("Nothing was measured: " + e.getMessage());
            return 1;
        }
    }

    private Report measure(PrintStream progress) throws IOException {
        // Whoever runs PostgreSQL, which root may not, must get through to its data.
        Path folder = Files.createTempDirectory(
                "wayleave-bench-", PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx--x--x")));
        var running = new ArrayList<ServerProcess>();
        try {
            Nginx upstream = Nginx.upstream(folder);
            running.add(upstream.process());
            var start = new PeerStart(upstream.port(), connections, folder);
            var started = new ArrayList<Peer>();
            for (PeerKind kind : EnumSet.copyOf(peers)) {
                progress.println("Starting " + kind.title());
                Peer peer = start.of(kind);
                running.add(peer.process());
                started.add(peer);
            }
            var comparison = new Comparison(new Wrk(connections, folder), new ExpectedBody(), progress);
            return Report.of(conditions(), comparison.run(started, warmUp, rounds, seconds));
        } finally {
            running.reversed().forEach(ServerProcess::close);
            delete(folder);
        }
    }

    private Map<String, String> conditions() throws IOException {
        var conditions = new LinkedHashMap<String, String>();
        conditions.put(
                "workload",
                "GET of a permit, %d bytes of JSON, %d kept-alive connections, %d rounds of %d s each, alternating"
                        .formatted(Workload.permit().length(), connections, rounds, seconds));
        conditions.put("machine", machine());
        conditions.put("java", System.getProperty("java.runtime.version", "") + " " + String.join(" ", PeerStart.JVM));
        return conditions;
    }

    static String machine() throws IOException {
        String model = Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse("unknown processor");
        return "%d × %s, Linux %s"
                .formatted(Runtime.getRuntime().availableProcessors(), model, System.getProperty("os.version", ""));
    }

    static void delete(Path folder) throws IOException {
        List<Path> files;
        try (var walk = Files.walk(folder)) {
            files = walk.toList();
        }
        for (Path file : files.reversed()) {
            Files.deleteIfExists(file);
        }
    }
}
