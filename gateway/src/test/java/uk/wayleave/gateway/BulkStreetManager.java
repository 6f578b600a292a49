package uk.wayleave.gateway;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/** Street Manager as far as long bodies go: it takes files, gives one back, and lists permits by the megabyte. */
final class BulkStreetManager implements AutoCloseable {
    static final int LIST_AT_LEAST = 5 * 1024 * 1024;
    static final int LONG_LIST_AT_LEAST = 50 * 1024 * 1024;

    /** Asks for the long list. */
    static final String LONG = "status=granted";

    private static final String ROW =
            "{\"work_reference_number\":\"ZW001X1\",\"permit_reference_number\":\"ZW001X1-01\","
                    + "\"promoter_swa_code\":\"9981\",\"promoter_organisation\":\"Northmere Water\",\"street\":\"High Street\","
                    + "\"description_of_work\":\"Somebody told somebody\",\"location_description\":\"At the door of a person\","
                    + "\"town\":\"Northmere\"}";

    private final HttpServer server;
    private final byte[] file;
    private final AtomicLong received = new AtomicLong();

    private BulkStreetManager(HttpServer server, byte[] file) {
        this.server = server;
        this.file = file;
    }

    static BulkStreetManager start(byte[] file) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 200);
            BulkStreetManager started = new BulkStreetManager(server, file);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.createContext("/", started::answer);
            server.start();
            return started;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    URI baseUri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Bytes of all forms that came. */
    long received() {
        return received.get();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange;
                InputStream in = exchange.getRequestBody()) {
            String path = exchange.getRequestURI().getPath();
            if (path.endsWith("/authenticate")) {
                in.readAllBytes();
                json(
                        exchange,
                        200,
                        "{\"idToken\":\"id-token-of-bulk\",\"accessToken\":\"access-token-of-bulk\","
                                + "\"refreshToken\":\"refresh-token-of-bulk\",\"organisationReference\":\"9981\"}");
            } else if (path.endsWith("/files")) {
                received.addAndGet(in.transferTo(OutputStream.nullOutputStream()));
                json(exchange, 201, "{\"file_id\":81,\"name\":\"plan.pdf\"}");
            } else if (path.contains("/files/")) {
                exchange.getResponseHeaders().set("Content-Type", "application/pdf");
                exchange.sendResponseHeaders(200, file.length);
                exchange.getResponseBody().write(file);
            } else {
                boolean longer = LONG.equals(exchange.getRequestURI().getQuery());
                list(exchange, longer ? LONG_LIST_AT_LEAST : LIST_AT_LEAST);
            }
        }
    }

    private static void list(HttpExchange exchange, int atLeast) throws IOException {
        byte[] row = ROW.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write("{\"pagination\":{\"has_next_page\":false,\"total_rows\":1},\"rows\":["
                    .getBytes(StandardCharsets.UTF_8));
            for (int sent = 0; sent < atLeast; sent += row.length + 1) {
                if (sent > 0) {
                    out.write(',');
                }
                out.write(row);
            }
            out.write("]}".getBytes(StandardCharsets.UTF_8));
        }
    }

    private static void json(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
