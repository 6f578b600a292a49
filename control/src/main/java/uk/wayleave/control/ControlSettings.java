package uk.wayleave.control;

import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import uk.wayleave.control.signin.AttemptLimits;
import uk.wayleave.control.signin.Passwords;
import uk.wayleave.framework.Control;
import uk.wayleave.messages.certificate.CallerCertificates;
import uk.wayleave.messages.receiver.ReceiverNetworks;

/**
 * How the control plane runs.
 *
 * @param address where it listens; anything but loopback only with TLS
 * @param port 0 for a free one
 * @param publicAddress its base URL as others see it, where that is not the address it listens on
 * @param wired the controls this program was started with, from which the assurance of each clause follows
 * @param sessionLifetime how long a person stays signed in
 * @param providers the networks in which bodies' identity providers may be
 * @param passwordRounds how slow passwords are hashed; less than {@link Passwords#ROUNDS} for fictional people only
 * @param certificates how products show a certificate of theirs to the token endpoint (RFC 8705)
 * @param certificateAddress base URL, as others see it, where a certificate is asked for; empty for the host of the other
 *     and the port that asks
 */
public record ControlSettings(
        InetAddress address,
        int port,
        Optional<Tls> tls,
        Optional<URI> publicAddress,
        Set<Control> wired,
        Duration sessionLifetime,
        AttemptLimits attempts,
        ReceiverNetworks providers,
        int passwordRounds,
        Clock clock,
        CallerCertificates certificates,
        Optional<URI> certificateAddress) {
    /** @throws IllegalArgumentException for an address that is not loopback, without TLS */
    public ControlSettings {
        wired = Set.copyOf(wired);
        if (!address.isLoopbackAddress() && tls.isEmpty())
            throw new IllegalArgumentException("The control plane listens elsewhere than on loopback only with TLS.");
        if (certificates.port().isPresent() && tls.isEmpty())
            throw new IllegalArgumentException("A port that asks for client certificates needs TLS.");
    }

    /** A PKCS #12 key store with the door's certificate. */
    public record Tls(Path keyStore, String password) {
        @Override
        public String toString() {
            return "Tls[" + keyStore + "]";
        }
    }

    /** On loopback, a free port, an hour signed in, nothing wired. */
    public static ControlSettings defaults() {
        return new ControlSettings(
                InetAddress.getLoopbackAddress(),
                0,
                Optional.empty(),
                Optional.empty(),
                EnumSet.noneOf(Control.class),
                Duration.ofHours(1),
                AttemptLimits.defaults(),
                ReceiverNetworks.PUBLIC,
                Passwords.ROUNDS,
                Clock.systemUTC(),
                CallerCertificates.none(),
                Optional.empty());
    }

    public ControlSettings on(InetAddress other, int otherPort) {
        return new ControlSettings(
                other,
                otherPort,
                tls,
                publicAddress,
                wired,
                sessionLifetime,
                attempts,
                providers,
                passwordRounds,
                clock,
                certificates,
                certificateAddress);
    }

    public ControlSettings onPort(int other) {
        return on(address, other);
    }

    /** With TLS; to be said before an address that is not loopback. */
    public ControlSettings secured(Tls other) {
        return new ControlSettings(
                address,
                port,
                Optional.of(other),
                publicAddress,
                wired,
                sessionLifetime,
                attempts,
                providers,
                passwordRounds,
                clock,
                certificates,
                certificateAddress);
    }

    public ControlSettings seenAs(URI other) {
        return new ControlSettings(
                address,
                port,
                tls,
                Optional.of(other),
                wired,
                sessionLifetime,
                attempts,
                providers,
                passwordRounds,
                clock,
                certificates,
                certificateAddress);
    }

    public ControlSettings wiredWith(Set<Control> controls) {
        return new ControlSettings(
                address,
                port,
                tls,
                publicAddress,
                controls,
                sessionLifetime,
                attempts,
                providers,
                passwordRounds,
                clock,
                certificates,
                certificateAddress);
    }

    public ControlSettings braking(AttemptLimits other) {
        return new ControlSettings(
                address,
                port,
                tls,
                publicAddress,
                wired,
                sessionLifetime,
                other,
                providers,
                passwordRounds,
                clock,
                certificates,
                certificateAddress);
    }

    public ControlSettings by(Clock other) {
        return new ControlSettings(
                address,
                port,
                tls,
                publicAddress,
                wired,
                sessionLifetime,
                attempts,
                providers,
                passwordRounds,
                other,
                certificates,
                certificateAddress);
    }

    public ControlSettings hashing(int rounds) {
        return new ControlSettings(
                address,
                port,
                tls,
                publicAddress,
                wired,
                sessionLifetime,
                attempts,
                providers,
                rounds,
                clock,
                certificates,
                certificateAddress);
    }

    /** To be said after TLS. */
    public ControlSettings withCertificates(CallerCertificates other, Optional<URI> seenAs) {
        return new ControlSettings(
                address,
                port,
                tls,
                publicAddress,
                wired,
                sessionLifetime,
                attempts,
                providers,
                passwordRounds,
                clock,
                other,
                seenAs);
    }

    public ControlSettings trusting(ReceiverNetworks other) {
        return new ControlSettings(
                address,
                port,
                tls,
                publicAddress,
                wired,
                sessionLifetime,
                attempts,
                other,
                passwordRounds,
                clock,
                certificates,
                certificateAddress);
    }
}
