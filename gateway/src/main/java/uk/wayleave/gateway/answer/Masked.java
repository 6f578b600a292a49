package uk.wayleave.gateway.answer;

import java.util.List;
import java.util.SortedSet;

/**
 * Which values of an answer are withheld.
 *
 * @param pointers where, as JSON Pointers (RFC 6901) into the answer as released; the first {@link #NAMED_AT_MOST}
 * @param count how many in all
 * @param classes which classes of field
 */
public record Masked(List<String> pointers, int count, SortedSet<String> classes) {
    public static final int NAMED_AT_MOST = 64;

    public Masked {
        pointers = List.copyOf(pointers);
    }
}
