package uk.wayleave.gateway;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One connection to the gateway, byte by byte: for what no well-behaved client would send. */
final class RawHttp implements AutoCloseable {
    private static final int PATIENCE_MILLIS = (int) TimeUnit.SECONDS.toMillis(20);

    private final Socket socket;
    private final InputStream in;

    private RawHttp(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
    }

    static RawHttp to(URI base) {
        try {
            Socket socket = new Socket(base.getHost(), base.getPort());
            socket.setSoTimeout(PATIENCE_MILLIS);
            return new RawHttp(socket);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /**
     * What came.
     *
     * @param whole whether as much came as the head announces
     */
    record Answer(int status, List<String> head, byte[] body, boolean whole) {
        String header(String name) {
            String start = name.toLowerCase(Locale.ROOT) + ":";
            return head.stream()
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(start))
                    .map(line -> line.substring(start.length()).strip())
                    .findFirst()
                    .orElse("");
        }

        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        JsonNode json() {
            return JsonMapper.shared().readTree(body);
        }

        @Override
        public String toString() {
            return String.join("\n", head) + "\n\n" + text();
        }
    }

    /** The other side may already have had enough. */
    RawHttp send(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
        } catch (IOException closed) {
            // Seen by whoever reads.
        }
        return this;
    }

    RawHttp send(String text) {
        return send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** The next answer; empty where the connection was closed instead. */
    Optional<Answer> answer() {
        return answer(true);
    }

    /** To a HEAD, which has a head only. */
    Optional<Answer> answerWithoutBody() {
        return answer(false);
    }

    private Optional<Answer> answer(boolean mayHaveBody) {
        try {
            List<String> head = head();
            if (head.isEmpty()) {
                return Optional.empty();
            }
            int status = Integer.parseInt(head.getFirst().split(" ", -1)[1]);
            Answer first = new Answer(status, head, new byte[0], true);
            if (status == 100) {
                return answer(mayHaveBody);
            }
            String stated = first.header("Content-Length");
            boolean bodyless =
                    stated.isEmpty() && first.header("Transfer-Encoding").isEmpty();
            if (!mayHaveBody || bodyless) {
                return Optional.of(first);
            }
            return Optional.of(stated.isEmpty() ? chunked(first) : ofLength(first, Integer.parseInt(stated)));
        } catch (SocketTimeoutException late) {
            throw new IllegalStateException("No answer within " + PATIENCE_MILLIS + " ms.", late);
        } catch (EOFException | SocketException closed) {
            return Optional.empty();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private List<String> head() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        while (!bytes.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int b = in.read();
            if (b < 0) {
                return List.of();
            }
            bytes.write(b);
        }
        return bytes.toString(StandardCharsets.ISO_8859_1).lines().toList();
    }

    private Answer ofLength(Answer head, int length) {
        byte[] body = new byte[length];
        int got = 0;
        try {
            for (int read = 0; got < length && read >= 0; got += Math.max(read, 0)) {
                read = in.read(body, got, length - got);
            }
        } catch (IOException reset) {
            // What came is what counts.
        }
        return new Answer(head.status(), head.head(), Arrays.copyOf(body, got), got == length);
    }

    private Answer chunked(Answer head) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int size = chunkSize(); ; size = chunkSize()) {
            body.writeBytes(in.readNBytes(size));
            in.skipNBytes(2);
            if (size == 0) {
                return new Answer(head.status(), head.head(), body.toByteArray(), true);
            }
        }
    }

    private int chunkSize() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new EOFException();
            }
            line.append((char) b);
        }
        return Integer.parseInt(line.toString().strip(), 16);
    }

    /** Whether the other side has closed, after everything it sent was read. */
    boolean isClosed() {
        try {
            return in.read() < 0;
        } catch (SocketTimeoutException open) {
            return false;
        } catch (IOException reset) {
            return true;
        }
    }

    /** Nothing more is sent, but what comes is still read. */
    void endOutput() {
        try {
            socket.shutdownOutput();
        } catch (IOException closed) {
            // Seen by whoever reads.
        }
    }

    /** While somebody may still be sending. */
    void hangUp() {
        close();
    }

    void patience(int millis) {
        try {
            socket.setSoTimeout(millis);
        } catch (SocketException closed) {
            // Seen by whoever reads.
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
