package uk.wayleave.bench.gateway;

import java.util.Map;

/**
 * A running server of the comparison.
 *
 * @param path what is asked for
 * @param headers what a request to it carries; of the same size for all
 */
record Peer(PeerKind kind, ServerProcess process, int port, String path, Map<String, String> headers) {
    /** One that is asked for the permit. */
    Peer(PeerKind kind, ServerProcess process, int port, Map<String, String> headers) {
        this(kind, process, port, Workload.PATH, headers);
    }

    String url() {
        return "http://127.0.0.1:" + port + path;
    }
}
