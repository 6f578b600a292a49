package uk.wayleave.bench.gateway;

/** Who is compared. */
enum PeerKind {
    /** A plain reverse proxy. */
    NGINX("nginx"),
    /** Spring Cloud Gateway on WebFlux, as a plain reverse proxy. */
    SPRING("Spring Cloud Gateway"),
    /** With all controls on. */
    WAYLEAVE("Wayleave"),
    /** Wayleave, with a list of which nothing is masked. Of {@link ListCommand} only, as is the next. */
    LIST_PASSED("Wayleave, nothing to mask"),
    /** Wayleave, with the same list, of which two fields of each row are masked. */
    LIST_MASKED("Wayleave, masking");

    private final String title;

    PeerKind(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }
}
