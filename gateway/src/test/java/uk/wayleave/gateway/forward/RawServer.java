package uk.wayleave.gateway.forward;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ServerSocketFactory;

/**
 * An upstream that speaks by the byte, so that it can lie. It logs everybody in as Street Manager does; what else it is
 * asked, a test answers.
 */
final class RawServer implements AutoCloseable {
    static final String PASSWORD = "raw-password-7f3a";
    static final String ID_TOKEN = "raw-id-token-91c2";
    static final String ACCESS_TOKEN = "raw-access-token-5d1e";
    static final String REFRESH_TOKEN = "raw-refresh-token-08bb";
    static final List<String> SECRETS = List.of(PASSWORD, ID_TOKEN, ACCESS_TOKEN, REFRESH_TOKEN);
    static final String ORGANISATION = "9981";
    static final String LOGIN = """
            {"idToken":"%s","accessToken":"%s","refreshToken":"%s","organisationReference":"%s"}""".formatted(ID_TOKEN, ACCESS_TOKEN, REFRESH_TOKEN, ORGANISATION);

    private final ServerSocket listening;
    private final String scheme;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger connections = new AtomicInteger();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final AtomicReference<Script> login = new AtomicReference<>((request, line) -> line.whole(200, LOGIN));
    private final AtomicReference<Script> script;

    /** @param head request line and headers as they came */
    record Request(String head, String body, int connection) {
        String target() {
            return head.split(" ", 3)[1];
        }

        boolean isSignIn() {
            return target().endsWith("/authenticate")
                    || target().endsWith("/party/refresh")
                    || target().endsWith("/party/logout");
        }
    }

    /** Answers one request; the connection goes on unless it is closed. */
    interface Script {
        void answer(Request request, Line line) throws IOException;
    }

    /** The way back of one connection. */
    record Line(Socket socket, OutputStream out) {
        void send(String bytes) throws IOException {
            out.write(bytes.getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
        }

        void whole(int status, String json) throws IOException {
            send("HTTP/1.1 " + status + " Said\r\nContent-Type: application/json\r\nContent-Length: " + json.length()
                    + "\r\n\r\n" + json);
        }

        void close() throws IOException {
            socket.close();
        }

        /** Ends with a reset instead of an orderly end. */
        void reset() throws IOException {
            socket.setSoLinger(true, 0);
            socket.close();
        }

        /** Says nothing more until the other side goes. */
        void hang() throws IOException {
            InputStream in = socket.getInputStream();
            while (in.read() >= 0) {
                // Whatever comes is not answered.
            }
        }
    }

    private RawServer(ServerSocketFactory sockets, String scheme, Script script) throws IOException {
        this.listening = sockets.createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.scheme = scheme;
        this.script = new AtomicReference<>(script);
        Thread.ofVirtual().start(this::accept);
    }

    static RawServer plain(Script script) {
        return over(ServerSocketFactory.getDefault(), "http", script);
    }

    static RawServer over(ServerSocketFactory sockets, String scheme, Script script) {
        try {
            return new RawServer(sockets, scheme, script);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    URI uri() {
        return uri("localhost");
    }

    URI uri(String host) {
        return URI.create(scheme + "://" + host + ":" + listening.getLocalPort());
    }

    void from(Script next) {
        script.set(next);
    }

    void loginFrom(Script next) {
        login.set(next);
    }

    /** What was asked apart from login, refresh and logout. */
    List<Request> calls() {
        return requests.stream().filter(request -> !request.isSignIn()).toList();
    }

    List<Request> signIns() {
        return requests.stream().filter(Request::isSignIn).toList();
    }

    int connections() {
        return connections.get();
    }

    int openConnections() {
        return open.size();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listening.accept();
                int number = connections.incrementAndGet();
                open.add(socket);
                Thread.ofVirtual().start(() -> serve(socket, number));
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private void serve(Socket socket, int number) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            Line line = new Line(socket, socket.getOutputStream());
            for (String head = head(in); !head.isEmpty(); head = head(in)) {
                Request request = new Request(head, body(in, head), number);
                requests.add(request);
                (request.isSignIn() ? login : script).get().answer(request, line);
            }
        } catch (IOException gone) {
            // The client went, or the script closed the connection.
        } finally {
            open.remove(socket);
        }
    }

    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                if (head.size() > 0) {
                    throw new SocketException("The request ended in its head.");
                }
                return "";
            }
            head.write(next);
        }
        return head.toString(StandardCharsets.ISO_8859_1);
    }

    private static String body(InputStream in, String head) throws IOException {
        for (String line : head.toLowerCase(Locale.ROOT).split("\r\n", -1)) {
            if (line.startsWith("content-length:")) {
                int length =
                        Integer.parseInt(line.substring(line.indexOf(':') + 1).strip());
                return new String(in.readNBytes(length), StandardCharsets.UTF_8);
            }
        }
        return "";
    }

    @Override
    public void close() {
        try {
            listening.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
