package uk.wayleave.gateway.form;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A value such as {@code form-data; name="file"; filename="a.pdf"} (RFC 9110 section 5.6.6), read strictly: nothing that
 * another reader could take for something else.
 *
 * @param essence what stands before the first semicolon, in small letters
 * @param parameters by their names in small letters
 */
record HeaderValue(String essence, Map<String, String> parameters) {
    HeaderValue {
        parameters = Map.copyOf(parameters);
    }

    Optional<String> parameter(String name) {
        return Optional.ofNullable(parameters.get(name));
    }

    /** Empty for anything that is not exactly of this form, or has a parameter twice. */
    static Optional<HeaderValue> parse(String text) {
        int end = text.indexOf(';');
        String essence = (end < 0 ? text : text.substring(0, end)).strip().toLowerCase(Locale.ROOT);
        if (essence.isEmpty() || !essence.chars().allMatch(c -> isTokenChar(c) || c == '/')) {
            return Optional.empty();
        }
        return new Reader(text, end < 0 ? text.length() : end).parameters().map(read -> new HeaderValue(essence, read));
    }

    /** RFC 9110 section 5.6.2. */
    private static boolean isTokenChar(int c) {
        return c > 0x20 && c < 0x7f && "\"(),/:;<=>?@[\\]{}".indexOf(c) < 0;
    }

    private static final class Reader {
        private final String text;
        private int at;

        Reader(String text, int at) {
            this.text = text;
            this.at = at;
        }

        Optional<Map<String, String>> parameters() {
            Map<String, String> read = new HashMap<>();
            while (at < text.length()) {
                if (text.charAt(at) != ';') {
                    return Optional.empty();
                }
                at++;
                skipBlanks();
                int begin = at;
                skipToken();
                String name = text.substring(begin, at).toLowerCase(Locale.ROOT);
                if (name.isEmpty() || at >= text.length() || text.charAt(at) != '=') {
                    return Optional.empty();
                }
                at++;
                Optional<String> value = value();
                if (value.isEmpty() || read.put(name, value.get()) != null) {
                    return Optional.empty();
                }
                skipBlanks();
            }
            return Optional.of(read);
        }

        private Optional<String> value() {
            if (at < text.length() && text.charAt(at) == '"') {
                return quoted();
            }
            int begin = at;
            skipToken();
            return at == begin ? Optional.empty() : Optional.of(text.substring(begin, at));
        }

        private Optional<String> quoted() {
            StringBuilder value = new StringBuilder();
            for (at++; at < text.length(); at++) {
                char c = text.charAt(at);
                if (c == '"') {
                    at++;
                    return Optional.of(value.toString());
                }
                if (c == '\\' && at + 1 < text.length() && isEscaped(text.charAt(at + 1))) {
                    at++;
                    value.append(text.charAt(at));
                } else {
                    value.append(c);
                }
            }
            return Optional.empty();
        }

        /** Only these: some clients write a Windows path without doubling its backslashes. */
        private static boolean isEscaped(char c) {
            return c == '"' || c == '\\';
        }

        private void skipToken() {
            while (at < text.length() && isTokenChar(text.charAt(at))) {
                at++;
            }
        }

        private void skipBlanks() {
            while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
                at++;
            }
        }
    }
}
