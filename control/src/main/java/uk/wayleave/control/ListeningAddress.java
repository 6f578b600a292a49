package uk.wayleave.control;

import java.net.URI;

/** Our own address as others see it, known once we listen. */
final class ListeningAddress {
    private final ControlSettings settings;
    private volatile int port;

    ListeningAddress(ControlSettings settings) {
        this.settings = settings;
        this.port = settings.port();
    }

    void isOn(int actual) {
        port = actual;
    }

    URI asSeen() {
        return settings.publicAddress().orElseGet(() -> ControlPlane.base(settings, port));
    }
}
