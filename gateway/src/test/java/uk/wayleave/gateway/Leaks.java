package uk.wayleave.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;

/** Looks for secrets where none may be, also for the parts of a token and for what is written with JSON's escapes. */
final class Leaks {
    private static final Pattern ESCAPED = Pattern.compile("\\\\u([0-9a-fA-F]{4})");

    private Leaks() {}

    static void assertNone(Collection<String> secrets, String... texts) {
        assertThat(secrets).as("the secrets to look for").isNotEmpty();
        for (String text : texts) {
            String plain = ESCAPED.matcher(text)
                    .replaceAll(found -> java.util.regex.Matcher.quoteReplacement(
                            Character.toString(Integer.parseInt(found.group(1), 16))));
            for (String secret : parts(secrets)) {
                assertThat(text.contains(secret) || plain.contains(secret))
                        .as("a secret is in: %s", text.replace(secret, "[SECRET]"))
                        .isFalse();
            }
        }
    }

    private static List<String> parts(Collection<String> secrets) {
        List<String> parts = new ArrayList<>();
        for (String secret : secrets) {
            String[] ofToken = secret.split("\\.", -1);
            if (ofToken.length == 3) {
                parts.add(ofToken[1]);
                parts.add(ofToken[2]);
            } else {
                parts.add(secret);
            }
        }
        return parts;
    }
}
