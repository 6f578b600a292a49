package uk.wayleave.screening;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Phrases of a list: at each place in the text the longest that fits. A phrase has few words, so the work at each place is
 * bounded by the list, not by the text.
 */
final class Phrases {
    private static final int FIRST_WORD_UNKNOWN = -1;

    /**
     * One word of a phrase.
     *
     * @param number in the lexicon, or -1 where meanings count
     * @param kept whether it belongs to the finding
     */
    private record Step(int number, long meanings, boolean digits, boolean optional, boolean kept) {}

    private final List<List<List<Step>>> byFirstWord = new ArrayList<>();
    private final List<List<Step>> byMeaning = new ArrayList<>();
    private final long firstMeanings;
    private final Meaning begins;

    /** @param begins the meaning that every word has which begins a phrase */
    Phrases(Lexicon lexicon, List<String> lines, Meaning begins) {
        this.begins = begins;
        long first = 0;
        for (String line : lines) {
            List<Step> phrase = phrase(lexicon, line);
            Step start = phrase.getFirst();
            first |= start.meanings();
            if (start.number() == FIRST_WORD_UNKNOWN) {
                byMeaning.add(phrase);
            } else {
                while (byFirstWord.size() <= start.number()) {
                    byFirstWord.add(List.of());
                }
                List<List<Step>> same = new ArrayList<>(byFirstWord.get(start.number()));
                same.add(phrase);
                byFirstWord.set(start.number(), List.copyOf(same));
            }
        }
        firstMeanings = first;
    }

    private static List<Step> phrase(Lexicon lexicon, String line) {
        String[] words = line.split(" ", -1);
        boolean hasContext = line.contains(" * ");
        boolean kept = !hasContext || !words[0].isEmpty();
        List<Step> steps = new ArrayList<>();
        boolean after = false;
        for (String word : words) {
            if (word.equals("*")) {
                after = true;
                continue;
            }
            boolean optional = word.endsWith("?");
            String plain = optional ? word.substring(0, word.length() - 1) : word;
            boolean digits = plain.equals("%");
            long meanings =
                    plain.startsWith("@") ? Meaning.valueOf(plain.substring(1).toUpperCase(Locale.ROOT)).bit : 0;
            int number = digits || meanings != 0 ? FIRST_WORD_UNKNOWN : lexicon.find(plain);
            steps.add(new Step(number, meanings, digits, optional, kept && !after));
        }
        return steps;
    }

    /** The last token of the longest phrase that fits from {@code i} on, or -1. */
    int lastFrom(Tokens tokens, int i) {
        int best = -1;
        int number = tokens.means(i, begins) ? tokens.number(i) : -1;
        if (number >= 0 && number < byFirstWord.size()) {
            for (List<Step> phrase : byFirstWord.get(number)) {
                best = Math.max(best, last(tokens, phrase, i));
            }
        }
        if (firstMeanings != 0 && (tokens.means(i, firstMeanings) || tokens.type(i) == Tokens.NUMBER)) {
            for (List<Step> phrase : byMeaning) {
                best = Math.max(best, last(tokens, phrase, i));
            }
        }
        return best;
    }

    /** The last token that belongs to the finding where the phrase fits from {@code i} on; else -1. */
    private static int last(Tokens tokens, List<Step> phrase, int i) {
        int at = i;
        int last = -1;
        for (int k = 0; k < phrase.size(); k++) {
            Step step = phrase.get(k);
            if (at > i && (tokens.is(at, '-') || (tokens.is(at, ',') && k > 1))) {
                at++;
            }
            if (fits(tokens, step, at) && (at == i || !tokens.startsSentence(at))) {
                if (step.kept()) {
                    last = at;
                }
                at++;
            } else if (!step.optional()) {
                return -1;
            }
        }
        return last;
    }

    private static boolean fits(Tokens tokens, Step step, int at) {
        if (step.digits()) {
            return tokens.type(at) == Tokens.NUMBER && tokens.length(at) <= 3;
        }
        return step.meanings() != 0 ? tokens.means(at, step.meanings()) : tokens.isWord(at, step.number());
    }
}
