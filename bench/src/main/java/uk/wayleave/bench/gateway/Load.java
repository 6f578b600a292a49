package uk.wayleave.bench.gateway;

/**
 * What wrk saw in one round.
 *
 * @param micros how long the round lasted
 * @param bytes everything read: heads and bodies
 * @param badStatus answers with a status above 399
 * @param p50 median latency in microseconds
 * @param p99 in microseconds
 */
record Load(
        long requests, long micros, long bytes, long socketErrors, long timeouts, long badStatus, long p50, long p99) {
    double requestsPerSecond() {
        return requests * 1e6 / micros;
    }

    double bytesPerRequest() {
        return (double) bytes / requests;
    }
}
