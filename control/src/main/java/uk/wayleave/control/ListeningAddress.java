package uk.wayleave.control;

import java.net.URI;
import java.util.Optional;
import java.util.function.IntSupplier;

/** Our own address as others see it, known once we listen. */
final class ListeningAddress {
    private final ControlSettings settings;
    private volatile int port;
    private volatile IntSupplier asking = () -> 0;

    ListeningAddress(ControlSettings settings) {
        this.settings = settings;
        this.port = settings.port();
    }

    void isOn(int actual) {
        port = actual;
    }

    /** @param actual port at which callers are asked for a certificate, once it is open */
    void asksOn(IntSupplier actual) {
        asking = actual;
    }

    URI asSeen() {
        return settings.publicAddress().orElseGet(() -> ControlPlane.base(settings, port));
    }

    /** Where callers are asked for a certificate, if anywhere. */
    Optional<URI> asking() {
        if (settings.certificates().port().isEmpty()) return Optional.empty();
        return settings.certificateAddress()
                .or(() -> Optional.of(URI.create("https://" + hostOf(asSeen()) + ":" + asking.getAsInt())));
    }

    private static String hostOf(URI address) {
        String host = address.getHost();
        return host == null ? "localhost" : host;
    }
}
