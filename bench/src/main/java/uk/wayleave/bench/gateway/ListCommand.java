package uk.wayleave.bench.gateway;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;

/** Measures what masking costs of a list: the same one masked, passed by the same gateway, and passed by nginx. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "A list of 20 KB with masking on, beside the same list with nothing to mask and beside nginx.")
public final class ListCommand implements Callable<Integer> {
    @Option(names = "--rounds", defaultValue = "3", description = "Measured rounds of each (${DEFAULT-VALUE}).")
    private int rounds;

    @Option(names = "--seconds", defaultValue = "10", description = "Length of a round (${DEFAULT-VALUE}).")
    private int seconds;

    @Option(names = "--warm-up", defaultValue = "30", description = "Seconds before the first (${DEFAULT-VALUE}).")
    private int warmUp;

    @Option(names = "--connections", defaultValue = "64", description = "Kept alive (${DEFAULT-VALUE}).")
    private int connections;

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
        // Whoever runs PostgreSQL, which root may not, must get through to its data; nginx reads the list there.
        Path folder = Files.createTempDirectory(
                "wayleave-bench-", PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx--x--x")));
        var running = new ArrayList<ServerProcess>();
        try {
            Nginx upstream = Nginx.upstream(folder);
            running.add(upstream.process());
            progress.println("Starting nginx and Wayleave");
            List<Peer> peers = new PeerStart(upstream.port(), connections, folder).lists();
            peers.stream().map(Peer::process).distinct().forEach(running::add);
            var comparison = new Comparison(new Wrk(connections, folder), new ExpectedBody(), progress);
            return Report.of(conditions(), comparison.run(peers, warmUp, rounds, seconds));
        } finally {
            running.reversed().forEach(ServerProcess::close);
            GatewayCommand.delete(folder);
        }
    }

    private Map<String, String> conditions() throws IOException {
        var conditions = new LinkedHashMap<String, String>();
        conditions.put(
                "workload",
                "GET of a list, %d bytes of JSON, %d kept-alive connections, %d rounds of %d s each, alternating"
                        .formatted(Workload.list().length(), connections, rounds, seconds));
        conditions.put("machine", GatewayCommand.machine());
        conditions.put("java", System.getProperty("java.runtime.version", "") + " " + String.join(" ", PeerStart.JVM));
        return conditions;
    }
}
