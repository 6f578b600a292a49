package uk.wayleave.gateway;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import uk.wayleave.gateway.notification.NotificationSettings;
import uk.wayleave.messages.receiver.ReceiverNetworks;
import uk.wayleave.register.postgres.DatabaseAddress;

/** Another node of a test's installation in a process of its own, which can be killed as a machine that fails is. */
public final class NodeProcess implements AutoCloseable {
    private final Process process;
    private final URI baseUri;

    private NodeProcess(Process process, URI baseUri) {
        this.process = process;
        this.baseUri = baseUri;
    }

    /** @param ahead how far its clock is ahead of the machine's */
    public static NodeProcess start(World world, Duration ahead) {
        try {
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx256m",
                            "-XX:TieredStopAtLevel=1",
                            "-XX:+UseSerialGC",
                            "--enable-native-access=ALL-UNNAMED",
                            "-cp",
                            System.getProperty("java.class.path"),
                            NodeProcess.class.getName(),
                            Long.toString(ahead.toSeconds()))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try (Writer in = process.outputWriter(StandardCharsets.UTF_8)) {
                in.write(url(world.address) + "\n" + world.nodeKey() + "\n");
            }
            BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                if (line.startsWith("READY ")) {
                    return new NodeProcess(process, URI.create(line.substring(6)));
                }
            }
            throw new IllegalStateException("The other node did not start.");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static String url(DatabaseAddress address) {
        DatabaseAddress.Server server = address.servers().getFirst();
        return "postgresql://" + address.user() + ":" + address.password().orElse("") + "@" + server + "/"
                + address.database();
    }

    public URI baseUri() {
        return baseUri;
    }

    public Http http() {
        return new Http(baseUri);
    }

    /** As kill -9 does: nothing of it is put in order. */
    public void kill() {
        process.destroyForcibly();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                throw new IllegalStateException("The other node did not die.");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    @Override
    public void close() {
        kill();
    }

    /**
     * Says where it answers, and stays until it is killed.
     *
     * @param args how far the clock is ahead, in seconds
     */
    @SuppressWarnings("SystemOut")
    public static void main(String[] args) throws IOException, InterruptedException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        DatabaseAddress address = DatabaseAddress.parse(in.readLine());
        String key = in.readLine();
        NotificationSettings looking = NotificationSettings.defaults()
                .reaching(ReceiverNetworks.LOOPBACK_TOO)
                .withStandIn()
                .looking(Duration.ofMillis(50));
        World.Options options = World.Options.at(address).withNotifications(looking);
        options.clock().forward(Duration.ofSeconds(Long.parseLong(args[0])));
        try (World.Node node = World.Node.of(options, key)) {
            System.out.println("READY " + node.gateway.baseUri());
            Thread.currentThread().join();
        }
    }
}
