package uk.wayleave.bench.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Starts each peer in front of the same upstream, on the same Java with the same heap. */
final class PeerStart {
    /** For every Java peer. */
    static final List<String> JVM = List.of("-Xms512m", "-Xmx512m", "--enable-native-access=ALL-UNNAMED");

    /** Where {@code bench/run} puts the class path of the Spring application, which is not ours. */
    static final String SPRING_CLASS_PATH = "wayleave.bench.spring.classpath";

    private static final String TOKEN = "Authorization";

    private final int upstream;
    private final int connections;
    private final Path folder;

    PeerStart(int upstream, int connections, Path folder) {
        this.upstream = upstream;
        this.connections = connections;
        this.folder = folder;
    }

    Peer of(PeerKind kind) {
        return switch (kind) {
            case NGINX -> nginx();
            case SPRING -> spring();
            case WAYLEAVE -> wayleave();
            case LIST_PASSED, LIST_MASKED ->
                throw new MeasurementFailed("%s is measured with lists: bench/run list".formatted(kind.title()));
        };
    }

    /** nginx, and one Wayleave with two tokens: for a purpose that needs all of the list, and for one that does not. */
    List<Peer> lists() {
        Peer nginx = nginx();
        Started wayleave = wayleaveFor(WayleaveServer.LISTS);
        return List.of(
                new Peer(PeerKind.NGINX, nginx.process(), nginx.port(), Workload.LIST_PATH, nginx.headers()),
                wayleave.peer(PeerKind.LIST_PASSED, Workload.LIST_PATH, 0),
                wayleave.peer(PeerKind.LIST_MASKED, Workload.LIST_PATH, 1));
    }

    /** A Wayleave and its access tokens. */
    private record Started(ServerProcess process, int port, List<String> tokens) {
        Peer peer(PeerKind kind, String path, int token) {
            return new Peer(kind, process, port, path, Map.of(TOKEN, "Bearer " + tokens.get(token)));
        }
    }

    private Peer nginx() {
        Nginx proxy = Nginx.proxy(upstream, connections, folder);
        return new Peer(PeerKind.NGINX, proxy.process(), proxy.port(), bearer());
    }

    private Peer spring() {
        String classPath = System.getProperty(SPRING_CLASS_PATH, "");
        if (classPath.isEmpty()) {
            throw new MeasurementFailed("No class path of Spring Cloud Gateway is given: start with bench/run.");
        }
        int port = ServerProcess.freePort();
        String gateway = "--spring.cloud.gateway.server.webflux.";
        var process = ServerProcess.start(
                "spring-cloud-gateway",
                java(
                        // Netty's own default allocator is several times slower on Java 25.
                        List.of("-Dio.netty.allocator.type=pooled"),
                        classPath,
                        "uk.wayleave.bench.peer.SpringCloudGatewayPeer",
                        "--server.address=127.0.0.1",
                        "--server.port=" + port,
                        gateway + "routes[0].id=upstream",
                        gateway + "routes[0].uri=http://127.0.0.1:" + upstream,
                        gateway + "routes[0].predicates[0]=Path=/**"),
                folder);
        process.awaitListening(port);
        return new Peer(PeerKind.SPRING, process, port, bearer());
    }

    private Peer wayleave() {
        return wayleaveFor("permit").peer(PeerKind.WAYLEAVE, Workload.PATH, 0);
    }

    private Started wayleaveFor(String workload) {
        Path ready = folder.resolve("wayleave.ready");
        var process = ServerProcess.start(
                "wayleave",
                java(
                        List.of(),
                        System.getProperty("java.class.path"),
                        WayleaveServer.class.getName(),
                        "http://127.0.0.1:" + upstream,
                        folder.resolve("wayleave").toString(),
                        ready.toString(),
                        workload),
                folder);
        process.awaitFile(ready);
        List<String> lines = lines(ready);
        int port = URI.create(lines.getFirst()).getPort();
        return new Started(process, port, lines.subList(1, lines.size()));
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> java(List<String> flags, String classPath, String main, String... arguments) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JVM);
        command.addAll(flags);
        command.addAll(List.of("-cp", classPath, main));
        command.addAll(List.of(arguments));
        return command;
    }

    /** About as long as one of Wayleave's own tokens; a plain proxy passes it on unread. */
    private static Map<String, String> bearer() {
        return Map.of(TOKEN, "Bearer " + "0123456789abcdef".repeat(13));
    }
}
