package uk.wayleave.framework.clause;

import java.util.List;

/**
 * Where a clause stands in DfT's framework (article of 1 February 2021).
 *
 * @param section the part of the text
 * @param openings the first words of each sentence that the clause covers
 */
public record Citation(String section, List<String> openings) {
    public Citation {
        openings = List.copyOf(openings);
    }

    /** The citation of these sentences, at least one, all of one section. */
    static Citation of(List<Sentence> sentences) {
        return new Citation(
                sentences.getFirst().section().title(),
                sentences.stream().map(Sentence::opening).toList());
    }
}
