package uk.wayleave.gateway.forward;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * How we speak to Street Manager.
 *
 * @param onlyHosts base addresses that may be called; empty for any that is https, or plain http on loopback
 * @param connections at once, for each Controller and host
 * @param waiting calls that may wait for a connection, for each Controller and host
 * @param largestAnswer in bytes; a longer one is not taken
 * @param trustedCertificates PEM file of the certificates to trust instead of Java's own
 * @param breaker when a host that fails is left alone
 */
public record ForwardSettings(
        Set<URI> onlyHosts,
        TimeLimits limits,
        HoldOffs holdOffs,
        SpoolSettings spool,
        int connections,
        int waiting,
        long largestAnswer,
        Optional<Path> trustedCertificates,
        BreakerSettings breaker) {
    public ForwardSettings {
        onlyHosts = Set.copyOf(onlyHosts);
        if (connections < 1 || waiting < 1 || largestAnswer < 1) {
            throw new IllegalArgumentException("Connections, waiting calls and the largest answer must be 1 or more.");
        }
    }

    /** Any allowed host, the defaults of the parts, 128 connections, 1024 waiting, 64 MB, no Java's certificates. */
    public static ForwardSettings defaults() {
        return new ForwardSettings(
                Set.of(),
                TimeLimits.defaults(),
                HoldOffs.defaults(),
                SpoolSettings.defaults(),
                128,
                1024,
                64L << 20,
                Optional.empty(),
                BreakerSettings.defaults());
    }

    public ForwardSettings withOnlyHosts(Set<URI> hosts) {
        return new ForwardSettings(
                hosts, limits, holdOffs, spool, connections, waiting, largestAnswer, trustedCertificates, breaker);
    }

    public ForwardSettings withLimits(TimeLimits newLimits) {
        return new ForwardSettings(
                onlyHosts,
                newLimits,
                holdOffs,
                spool,
                connections,
                waiting,
                largestAnswer,
                trustedCertificates,
                breaker);
    }

    public ForwardSettings withHoldOffs(HoldOffs newHoldOffs) {
        return new ForwardSettings(
                onlyHosts,
                limits,
                newHoldOffs,
                spool,
                connections,
                waiting,
                largestAnswer,
                trustedCertificates,
                breaker);
    }

    public ForwardSettings withSpool(SpoolSettings newSpool) {
        return new ForwardSettings(
                onlyHosts,
                limits,
                holdOffs,
                newSpool,
                connections,
                waiting,
                largestAnswer,
                trustedCertificates,
                breaker);
    }

    public ForwardSettings withConnections(int newConnections, int newWaiting) {
        return new ForwardSettings(
                onlyHosts,
                limits,
                holdOffs,
                spool,
                newConnections,
                newWaiting,
                largestAnswer,
                trustedCertificates,
                breaker);
    }

    public ForwardSettings withLargestAnswer(long bytes) {
        return new ForwardSettings(
                onlyHosts, limits, holdOffs, spool, connections, waiting, bytes, trustedCertificates, breaker);
    }

    public ForwardSettings withTrustedCertificates(Path pem) {
        return new ForwardSettings(
                onlyHosts, limits, holdOffs, spool, connections, waiting, largestAnswer, Optional.of(pem), breaker);
    }

    public ForwardSettings withBreaker(BreakerSettings newBreaker) {
        return new ForwardSettings(
                onlyHosts,
                limits,
                holdOffs,
                spool,
                connections,
                waiting,
                largestAnswer,
                trustedCertificates,
                newBreaker);
    }
}
