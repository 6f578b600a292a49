package uk.wayleave.app.settings;

import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import uk.wayleave.gateway.governor.GovernorSettings;
import uk.wayleave.messages.certificate.CallerCertificates;
import uk.wayleave.messages.receiver.ReceiverNetworks;
import uk.wayleave.register.postgres.DatabaseChoice;

/**
 * What one installation runs with.
 *
 * @param home where what is kept between runs lies
 * @param bind what both doors listen on
 * @param dataPort of the data plane; 0 takes a free one
 * @param controlPort of the control plane; 0 takes a free one
 * @param tls present wherever {@code bind} is not loopback
 * @param certificates how callers show a certificate of theirs; a port that asks for one is there with TLS only
 * @param serviceName what pages call the service
 * @param publicControlUrl base URL of the control plane as others see it
 * @param publicDataUrl base URL of the data plane as Street Manager reaches it
 * @param receivers where receivers of notifications may be
 * @param streetManager where reachability is checked; each account names its own host
 * @param standIn whether a stand-in for Street Manager on loopback may send notifications that Amazon did not sign
 * @param governor how much of a burden on Street Manager it may be
 * @param environment where the master key is looked for
 */
public record Settings(
        Path home,
        DatabaseChoice database,
        InetAddress bind,
        int dataPort,
        int controlPort,
        Optional<Tls> tls,
        Certificates certificates,
        String serviceName,
        Optional<URI> publicControlUrl,
        Optional<URI> publicDataUrl,
        ReceiverNetworks receivers,
        Optional<URI> streetManager,
        boolean standIn,
        GovernorSettings governor,
        Map<String, String> environment) {

    public Settings {
        environment = Map.copyOf(environment);
    }

    /**
     * The certificate and key of both doors.
     *
     * @param keystore PKCS #12
     * @param password of the keystore, empty where it has none
     */
    public record Tls(Path keystore, String password) {
        /** Without the password. */
        @Override
        public String toString() {
            return "Tls[" + keystore + "]";
        }
    }

    /**
     * How callers show a certificate of theirs (RFC 8705).
     *
     * @param publicControlUrl where the control plane asks for one, as others see it
     */
    public record Certificates(CallerCertificates data, CallerCertificates control, Optional<URI> publicControlUrl) {}

    /** Where the programs of the embedded PostgreSQL are unpacked. */
    public Path programs() {
        return home.resolve("programs");
    }

    /** The same, with data and ports of a demonstration's own. */
    public Settings withPorts(int data, int control) {
        return new Settings(
                home,
                database,
                bind,
                data,
                control,
                tls,
                certificates,
                serviceName,
                publicControlUrl,
                publicDataUrl,
                receivers,
                streetManager,
                standIn,
                governor,
                environment);
    }

    /** Without the environment, which holds secrets. */
    @Override
    public String toString() {
        return "Settings[home=" + home + ", database=" + database + ", bind=" + bind + ", dataPort=" + dataPort
                + ", controlPort=" + controlPort + ", tls=" + tls + "]";
    }
}
