package uk.wayleave.gateway;

import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import uk.wayleave.framework.OperationId;
import uk.wayleave.gateway.decision.FileGrant;
import uk.wayleave.gateway.forward.SpoolSettings;
import uk.wayleave.messages.certificate.CallerCertificates;
import uk.wayleave.screening.file.PictureCheck;

/**
 * How the data plane runs.
 *
 * @param bind where it listens; anything but loopback needs TLS
 * @param port 0 takes a free one
 * @param enabled operations without documented roles that the operator enabled
 * @param openData where a caller with an other use is pointed to: an address, or the path of our own open API on this door
 * @param bodyAtMost bytes of a request body; a form with a file in it has limits of its own
 * @param bodyTime in which a request body has to arrive whole
 * @param segment bytes of an answer that one record of a release covers
 * @param files whether files may be handed over
 * @param spools where an answer waits while it is checked
 * @param pictures looks at pictures that go out; off by default
 * @param controlPlane where callers reach the control plane, to ask there for an instruction; empty where that is not known
 * @param certificates how callers show a certificate of theirs (RFC 8705); a port that asks for one needs TLS
 */
public record GatewaySettings(
        InetAddress bind,
        int port,
        Optional<Tls> tls,
        Set<OperationId> enabled,
        URI openData,
        int bodyAtMost,
        Duration bodyTime,
        int segment,
        FileGrant files,
        SpoolSettings spools,
        PictureCheck pictures,
        Optional<URI> controlPlane,
        CallerCertificates certificates) {
    /** DfT's page about the open data stream. */
    public static final URI DFT_OPEN_DATA = URI.create("https://www.gov.uk/guidance/find-and-use-roadworks-data");

    /** Our own open API, where it is in front of this door. */
    public static final URI OWN_OPEN_API = URI.create("/open");

    public static final int BODY_AT_MOST = 2 * 1024 * 1024;
    public static final int SEGMENT = 1024 * 1024;
    public static final Duration BODY_TIME = Duration.ofMinutes(2);

    /** A PKCS #12 key store with the door's certificate. */
    public record Tls(Path keyStore, String password) {
        @Override
        public String toString() {
            return "Tls[" + keyStore + "]";
        }
    }

    public GatewaySettings {
        enabled = Set.copyOf(enabled);
        if (!bind.isLoopbackAddress() && tls.isEmpty()) {
            throw new IllegalArgumentException("The data plane listens elsewhere than on loopback only with TLS.");
        }
        if (certificates.port().isPresent() && tls.isEmpty()) {
            throw new IllegalArgumentException("A port that asks for client certificates needs TLS.");
        }
    }

    /** On loopback, everything else as is usual. */
    public static GatewaySettings onLoopback(int port) {
        return new GatewaySettings(
                InetAddress.getLoopbackAddress(),
                port,
                Optional.empty(),
                Set.of(),
                DFT_OPEN_DATA,
                BODY_AT_MOST,
                BODY_TIME,
                SEGMENT,
                FileGrant.byProfile(),
                SpoolSettings.defaults(),
                PictureCheck.OFF,
                Optional.empty(),
                CallerCertificates.none());
    }

    public GatewaySettings withSegment(int bytes) {
        return new GatewaySettings(
                bind,
                port,
                tls,
                enabled,
                openData,
                bodyAtMost,
                bodyTime,
                bytes,
                files,
                spools,
                pictures,
                controlPlane,
                certificates);
    }

    public GatewaySettings withEnabled(Set<OperationId> operations) {
        return new GatewaySettings(
                bind,
                port,
                tls,
                operations,
                openData,
                bodyAtMost,
                bodyTime,
                segment,
                files,
                spools,
                pictures,
                controlPlane,
                certificates);
    }

    public GatewaySettings withFiles(FileGrant grant) {
        return new GatewaySettings(
                bind,
                port,
                tls,
                enabled,
                openData,
                bodyAtMost,
                bodyTime,
                segment,
                grant,
                spools,
                pictures,
                controlPlane,
                certificates);
    }

    public GatewaySettings secured(Tls other) {
        return new GatewaySettings(
                bind,
                port,
                Optional.of(other),
                enabled,
                openData,
                bodyAtMost,
                bodyTime,
                segment,
                files,
                spools,
                pictures,
                controlPlane,
                certificates);
    }

    public GatewaySettings withCertificates(CallerCertificates other) {
        return new GatewaySettings(
                bind,
                port,
                tls,
                enabled,
                openData,
                bodyAtMost,
                bodyTime,
                segment,
                files,
                spools,
                pictures,
                controlPlane,
                other);
    }

    public GatewaySettings withBodyTime(Duration time) {
        return new GatewaySettings(
                bind,
                port,
                tls,
                enabled,
                openData,
                bodyAtMost,
                time,
                segment,
                files,
                spools,
                pictures,
                controlPlane,
                certificates);
    }

    /** With something that looks for persons in pictures. */
    public GatewaySettings withPictures(PictureCheck check) {
        return new GatewaySettings(
                bind,
                port,
                tls,
                enabled,
                openData,
                bodyAtMost,
                bodyTime,
                segment,
                files,
                spools,
                check,
                controlPlane,
                certificates);
    }

    /** With the control plane where callers reach it. */
    public GatewaySettings withControlPlane(URI address) {
        return new GatewaySettings(
                bind,
                port,
                tls,
                enabled,
                openData,
                bodyAtMost,
                bodyTime,
                segment,
                files,
                spools,
                pictures,
                Optional.of(address),
                certificates);
    }
}
