package uk.wayleave.console.product;

import java.net.URI;

/**
 * Where products knock, as they see it.
 *
 * @param control plane, for tokens
 * @param data plane, for calls
 */
public record Doors(URI control, URI data) {
    @Override
    public String toString() {
        return control + " and " + data;
    }

    /** An address without a slash at its end. */
    public static String written(URI address) {
        String text = address.toString();
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }
}
