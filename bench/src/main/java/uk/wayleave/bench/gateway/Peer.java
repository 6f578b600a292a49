package uk.wayleave.bench.gateway;

import java.util.Map;

/**
 * A running server of the comparison.
 *
 * @param headers what a request to it carries; of the same size for all
 */
record Peer(PeerKind kind, ServerProcess process, int port, Map<String, String> headers) {
    String url() {
        return "http://127.0.0.1:" + port + Workload.PATH;
    }
}
