package uk.wayleave.bench.gateway;

/** Who is compared. */
enum PeerKind {
    /** A plain reverse proxy. */
    NGINX("nginx"),
    /** Spring Cloud Gateway on WebFlux, as a plain reverse proxy. */
    SPRING("Spring Cloud Gateway"),
    /** With all controls on. */
    WAYLEAVE("Wayleave");

    private final String title;

    PeerKind(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }
}
