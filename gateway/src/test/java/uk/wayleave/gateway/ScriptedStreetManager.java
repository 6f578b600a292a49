package uk.wayleave.gateway;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A Street Manager that does to us whatever a test tells it to. On plain sockets, since it must be able to break HTTP.
 * It signs everybody in: who signs in as {@code api9981@example.org} is organisation 9981.
 */
public final class ScriptedStreetManager implements AutoCloseable {
    private final ServerSocket door;
    private final ConcurrentLinkedQueue<Request> calls = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<String> secrets = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<Socket> open = new ConcurrentLinkedQueue<>();
    private volatile Script script = (request, wire) -> wire.json(404, "{\"message\":\"Not found\"}");

    private ScriptedStreetManager(ServerSocket door) {
        this.door = door;
    }

    /** What it does with a call. */
    @FunctionalInterface
    public interface Script {
        void answer(Request request, Wire wire) throws IOException;
    }

    /** A call as it came, with the names of headers in small letters. */
    public record Request(String method, String target, Map<String, String> headers, String body) {
        public String token() {
            return headers.getOrDefault("token", "");
        }

        @Override
        public String toString() {
            return method + " " + target;
        }
    }

    /** The connection on which the answer goes. */
    public record Wire(Socket socket) {
        /** A sound answer. */
        public void json(int status, String body, String... headers) throws IOException {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            StringBuilder head =
                    new StringBuilder("HTTP/1.1 " + status + " Said\r\nContent-Type: application/json\r\n");
            for (int i = 0; i < headers.length; i += 2) {
                head.append(headers[i]).append(": ").append(headers[i + 1]).append("\r\n");
            }
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            all.writeBytes((head + "Content-Length: " + bytes.length + "\r\n\r\n").getBytes(StandardCharsets.UTF_8));
            all.writeBytes(bytes);
            raw(all.toByteArray());
        }

        /** A sound answer that is no JSON. */
        public void bytes(int status, String type, byte[] bytes) throws IOException {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            all.writeBytes(("HTTP/1.1 " + status + " Said\r\nContent-Type: " + type + "\r\nContent-Length: "
                            + bytes.length + "\r\n\r\n")
                    .getBytes(StandardCharsets.UTF_8));
            all.writeBytes(bytes);
            raw(all.toByteArray());
        }

        public void raw(String text) throws IOException {
            raw(text.getBytes(StandardCharsets.UTF_8));
        }

        public void raw(byte[] bytes) throws IOException {
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
        }

        /** Says nothing more until the other side gives up. */
        public void hang() throws IOException {
            while (socket.getInputStream().read() >= 0) {
                // Whatever comes is not for us.
            }
        }

        /** Ends the connection in order. */
        public void end() throws IOException {
            socket.close();
        }

        /** Breaks the connection. */
        public void reset() throws IOException {
            socket.setSoLinger(true, 0);
            socket.close();
        }
    }

    /** Holds an answer back until the test has done something. */
    public static final class Held implements Script {
        private final CountDownLatch arrived = new CountDownLatch(1);
        private final CountDownLatch released = new CountDownLatch(1);
        private final Script then;

        public Held(Script then) {
            this.then = then;
        }

        @Override
        public void answer(Request request, Wire wire) throws IOException {
            arrived.countDown();
            await(released);
            then.answer(request, wire);
        }

        /** Until a call is here. */
        public void awaitCall() {
            await(arrived);
        }

        public void letGo() {
            released.countDown();
        }

        private static void await(CountDownLatch latch) {
            try {
                if (!latch.await(30, TimeUnit.SECONDS)) {
                    throw new IllegalStateException("What was waited for did not happen within 30 s.");
                }
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(interrupted);
            }
        }
    }

    public static ScriptedStreetManager start() {
        try {
            ServerSocket door = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
            ScriptedStreetManager started = new ScriptedStreetManager(door);
            Thread.ofVirtual().name("scripted-street-manager").start(started::accept);
            return started;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    public URI baseUri() {
        return URI.create("http://127.0.0.1:" + door.getLocalPort());
    }

    /** From now on. */
    public void does(Script what) {
        script = what;
    }

    /** From now on, for every call. */
    public void says(int status, String json) {
        script = (request, wire) -> wire.json(status, json);
    }

    /** The calls that came, signing in and out apart. */
    public List<Request> calls() {
        return List.copyOf(calls);
    }

    /** Every password and user name that came, every token that was given. */
    public Collection<String> secrets() {
        return List.copyOf(secrets);
    }

    /** Breaks every connection there is. */
    public void breakConnections() {
        open.removeIf(socket -> {
            try {
                new Wire(socket).reset();
            } catch (IOException alreadyBroken) {
                // That is what was wanted.
            }
            return true;
        });
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket socket = door.accept();
                open.add(socket);
                Thread.ofVirtual().name("scripted-connection").start(() -> serve(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            Wire wire = new Wire(socket);
            for (Request request = read(in); request != null && !socket.isClosed(); request = read(in)) {
                if (request.target().endsWith("/work/authenticate")) {
                    signIn(request, wire);
                } else if (request.target().endsWith("/party/refresh")) {
                    wire.json(401, "{\"message\":\"Authentication failed\"}");
                } else if (request.target().endsWith("/party/logout")) {
                    wire.json(204, "");
                } else {
                    calls.add(request);
                    script.answer(request, wire);
                }
            }
        } catch (IOException broken) {
            // By the script, or by the gateway: for the test to look at.
        } finally {
            open.remove(socket);
        }
    }

    private void signIn(Request request, Wire wire) throws IOException {
        JsonNode asked = JsonMapper.shared().readTree(request.body());
        String email = asked.path("emailAddress").asString();
        secrets.add(email);
        secrets.add(asked.path("password").asString());
        String id = token(email);
        String access = token(email);
        String refresh = UUID.randomUUID().toString() + UUID.randomUUID();
        secrets.addAll(List.of(id, access, refresh));
        wire.json(
                200,
                "{\"idToken\":\"" + id + "\",\"accessToken\":\"" + access + "\",\"refreshToken\":\"" + refresh
                        + "\",\"organisationReference\":\"" + email.replaceAll("[^0-9]", "") + "\"}");
    }

    private static String token(String email) {
        return base64("{\"alg\":\"RS256\"}") + "."
                + base64("{\"sub\":\"" + UUID.randomUUID() + "\",\"email\":\"" + email + "\"}") + "."
                + base64(UUID.randomUUID().toString() + UUID.randomUUID());
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Null at the end of the connection. */
    private static @org.jspecify.annotations.Nullable Request read(InputStream in) throws IOException {
        List<String> lines = new ArrayList<>();
        for (String line = line(in); line != null && !line.isEmpty(); line = line(in)) {
            lines.add(line);
        }
        if (lines.isEmpty()) {
            return null;
        }
        Map<String, String> headers = new HashMap<>();
        for (String line : lines.subList(1, lines.size())) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        String[] first = lines.getFirst().split(" ", -1);
        return new Request(first[0], first[1], headers, new String(in.readNBytes(length), StandardCharsets.UTF_8));
    }

    private static @org.jspecify.annotations.Nullable String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                return null;
            }
            line.write(b);
        }
        return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        breakConnections();
    }
}
