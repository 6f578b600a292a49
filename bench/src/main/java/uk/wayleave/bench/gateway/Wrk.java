package uk.wayleave.bench.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The load generator: wrk, a closed loop over keep-alive connections. */
final class Wrk {
    private final int connections;
    private final Path folder;
    private final Path measure;
    private final Path verify;
    private final JsonMapper json = new JsonMapper();

    Wrk(int connections, Path folder) throws IOException {
        this.connections = connections;
        this.folder = folder;
        this.measure = Workload.place(Workload.MEASURE, folder);
        this.verify = Workload.place(Workload.VERIFY, folder);
    }

    Load measure(Peer peer, int seconds) {
        return json.readValue(run(peer, seconds, measure, List.of()), Load.class);
    }

    /** As {@link #measure}, but looks into each answer, which costs the generator time. */
    Verification verify(Peer peer, int seconds, String expected) {
        try {
            Path file = Files.writeString(folder.resolve(peer.kind() + ".expected"), expected);
            return json.readValue(run(peer, seconds, verify, List.of("--", file.toString())), Verification.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String run(Peer peer, int seconds, Path script, List<String> arguments) {
        int threads = Math.min(2, connections);
        var command = new ArrayList<>(List.of(
                "wrk",
                "-t",
                "" + threads,
                "-c",
                "" + connections,
                "-d",
                seconds + "s",
                "--timeout",
                "10s",
                "--latency",
                "-s",
                script.toString()));
        peer.headers().forEach((name, value) -> command.addAll(List.of("-H", name + ": " + value)));
        command.add(peer.url());
        command.addAll(arguments);
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new MeasurementFailed("wrk failed on " + peer.kind().title() + ":\n" + output);
            }
            return output.lines()
                    .filter(line -> line.startsWith("{"))
                    .findFirst()
                    .orElseThrow(() -> new MeasurementFailed("wrk reported nothing:\n" + output));
        } catch (IOException e) {
            throw new MeasurementFailed("wrk could not be run: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MeasurementFailed("Interrupted.");
        } catch (JacksonException e) {
            throw new MeasurementFailed("wrk reported something unexpected: " + e.getMessage());
        }
    }
}
