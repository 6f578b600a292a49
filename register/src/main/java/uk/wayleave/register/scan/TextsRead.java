package uk.wayleave.register.scan;

import java.util.List;
import java.util.Map;
import uk.wayleave.framework.SwaCode;

/**
 * What one answer of Street Manager came to.
 *
 * @param texts those of the Controller's own records
 * @param further what is to be asked next because of it
 */
public record TextsRead(List<One> texts, List<Item> further) {
    public TextsRead {
        texts = List.copyOf(texts);
        further = List.copyOf(further);
    }

    /**
     * One text, without what it says.
     *
     * @param digest keyed, of where it stands and what it says: a text that several answers show counts once
     * @param hits how many of each class
     */
    public record One(Team team, String field, String digest, Map<String, Integer> hits) {}

    /**
     * A call to make.
     *
     * @param operation by its id, as in {@code work.GetWork}
     * @param target path below version and API, with its query
     * @param organisation of the Controller's, for which it is asked
     */
    public record Item(String operation, String target, SwaCode organisation) {}
}
