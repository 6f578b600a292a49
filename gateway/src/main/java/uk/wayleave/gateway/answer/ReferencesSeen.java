package uk.wayleave.gateway.answer;

import java.util.ArrayList;
import java.util.List;
import uk.wayleave.streetmanager.ReferenceKind;

/**
 * The references that stand in an answer, released or not, and do not tell by themselves whose they are: in the
 * Controller's own records they are its own.
 */
final class ReferencesSeen {
    /** More are not remembered; the record can be read again. */
    private static final int MOST = 10_000;

    private static final int LONGEST = 64;

    private final List<Seen> seen = new ArrayList<>();

    /** One of them. */
    record Seen(ReferenceKind kind, String reference) {}

    void saw(ReferenceKind kind, String reference) {
        if (seen.size() < MOST && !reference.isEmpty() && reference.length() <= LONGEST && isReference(reference)) {
            seen.add(new Seen(kind, reference));
        }
    }

    private static boolean isReference(String text) {
        return text.chars()
                .allMatch(c -> (c >= '0' && c <= '9')
                        || (c >= 'A' && c <= 'Z')
                        || (c >= 'a' && c <= 'z')
                        || c == '-'
                        || c == '_');
    }

    List<Seen> all() {
        return List.copyOf(seen);
    }
}
