package uk.wayleave.bench.opendata;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * One kept-alive HTTP/1.1 connection that does no more than it must, so that what shares the processors with what is
 * measured takes as little of them as can be.
 */
final class Wire implements AutoCloseable {
    private static final String LENGTH = "content-length:";

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    Wire(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
        out = socket.getOutputStream();
    }

    /**
     * Sends a request and reads its answer.
     *
     * @return the answer's body, byte for character
     */
    String exchange(byte[] request, int expected) throws IOException {
        out.write(request);
        String head = head();
        String body = new String(in.readNBytes(length(head)), StandardCharsets.ISO_8859_1);
        if (!head.startsWith("HTTP/1.1 " + expected)) {
            throw new IllegalStateException("It answered " + head.strip() + "\n" + body);
        }
        return body;
    }

    private String head() throws IOException {
        StringBuilder head = new StringBuilder(512);
        int ends = 0;
        while (ends < 4) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("The connection was closed before the answer came.");
            }
            head.append((char) next);
            ends = next == (ends % 2 == 0 ? '\r' : '\n') ? ends + 1 : 0;
        }
        return head.toString();
    }

    private static int length(String head) {
        int at = head.toLowerCase(Locale.ROOT).indexOf(LENGTH);
        if (at < 0) {
            return 0;
        }
        return Integer.parseInt(
                head.substring(at + LENGTH.length(), head.indexOf('\r', at)).strip());
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
