package uk.wayleave.pages;

import java.util.Map;

/** The headers of every page: nothing of another origin is loaded, nothing inline is run, nobody frames it. */
public final class PageHeaders {
    private static final Map<String, String> ALL = Map.of(
            // W3C Content Security Policy Level 3.
            "Content-Security-Policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
                    + "form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
            "X-Content-Type-Options",
            "nosniff",
            "Referrer-Policy",
            "same-origin",
            "Cross-Origin-Opener-Policy",
            "same-origin",
            "Permissions-Policy",
            "camera=(), microphone=(), geolocation=()");

    private PageHeaders() {}

    public static Map<String, String> all() {
        return ALL;
    }
}
