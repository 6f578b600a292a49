package uk.wayleave.console.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/**
 * A cookie of ours. The prefix lets a browser take it only over TLS or loopback, from this host alone and for all of it
 * (RFC 6265bis section 4.1.3.2); no script reads it, and no other site's form is sent with it.
 */
public record Cookie(String name, String value) {
    /** Of a session. */
    public static final String SESSION = "__Host-wayleave";
    /** Between password and one-time code. */
    public static final String STEP = "__Host-wayleave-step";
    /** Of a browser in which nobody has signed in, for the forms it is shown. */
    public static final String VISIT = "__Host-wayleave-visit";

    /** Between here and an identity provider. */
    public static final String PROVIDER = "__Host-wayleave-provider";

    /** The page somebody wanted who had to sign in first. */
    public static final String NEXT = "__Host-wayleave-next";

    public static Cookie gone(String name) {
        return new Cookie(name, "");
    }

    /** As a header's value; it ends with the browser, and the session in the register before that. */
    String header() {
        return name + "=" + value + "; Path=/; Secure; HttpOnly; SameSite=Lax" + (value.isEmpty() ? "; Max-Age=0" : "");
    }

    static Optional<String> sent(HttpServletRequest request, String name) {
        var cookies = request.getCookies();
        if (cookies == null) return Optional.empty();
        for (var one : cookies)
            if (one.getName().equals(name) && !one.getValue().isEmpty()) return Optional.of(one.getValue());
        return Optional.empty();
    }

    /** Without its value, which may be a token. */
    @Override
    public String toString() {
        return "Cookie[" + name + "]";
    }
}
