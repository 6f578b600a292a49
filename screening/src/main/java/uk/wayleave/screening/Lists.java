package uk.wayleave.screening;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The lists that come with the program, read: words and their meanings, phrases, lookalike letters. */
final class Lists {
    private static final String SPECIAL = "lists/special.txt";
    private static final String NOT_NAMES = "lists/not-names.txt";
    private static final String CONFUSABLES = "lists/confusables.txt";

    private final MessageDigest digest;
    private final Map<String, Long> words = new HashMap<>();
    private final Map<Character, Character> confusables = new HashMap<>();
    private final List<String> special;
    private final List<String> notNames;

    /** @param digest takes in every byte that is read, so that another content is another version */
    Lists(MessageDigest digest) {
        this.digest = digest;
        lines("lists/given.txt").forEach(word -> mean(word, Meaning.GIVEN));
        lines("lists/surnames.txt").forEach(word -> mean(word, Meaning.SURNAME));
        lines("lists/english.txt").forEach(word -> mean(word, Meaning.ENGLISH));
        sections("lists/names-own.txt");
        sections("lists/words.txt");
        special = phrases(SPECIAL, Meaning.BEGINS_SPECIAL);
        notNames = phrases(NOT_NAMES, Meaning.BEGINS_NO_NAME);
        for (String line : lines(CONFUSABLES)) {
            for (int i = 2; i < line.length(); i++) {
                confusables.put(line.charAt(i), line.charAt(0));
            }
        }
    }

    private List<String> phrases(String file, Meaning first) {
        List<String> phrases = lines(file);
        for (String phrase : phrases) {
            long bit = first.bit;
            for (String word : phrase.split(" ", -1)) {
                if (!word.startsWith("@") && !word.equals("%") && !word.equals("*")) {
                    words.merge(word.replace("?", ""), bit, (one, other) -> one | other);
                }
                bit = 0;
            }
        }
        return phrases;
    }

    private void sections(String file) {
        Meaning meaning = null;
        for (String line : lines(file)) {
            if (line.startsWith("[")) {
                meaning = meaning(line.substring(1, line.length() - 1));
                continue;
            }
            if (meaning == null) {
                throw new IllegalStateException("In " + file + " a word stands before the first section.");
            }
            for (String word : line.split(" ", -1)) {
                mean(plain(word), meaning);
            }
        }
    }

    private static Meaning meaning(String section) {
        return Meaning.valueOf(section.replace('-', '_').toUpperCase(Locale.ROOT));
    }

    /** Names are looked up without accents. */
    private static String plain(String word) {
        StringBuilder plain = new StringBuilder(word.length());
        String apart = java.text.Normalizer.normalize(word, java.text.Normalizer.Form.NFD);
        for (int i = 0; i < apart.length(); i++) {
            if (Character.getType(apart.charAt(i)) != Character.NON_SPACING_MARK) {
                plain.append(apart.charAt(i));
            }
        }
        return plain.toString();
    }

    private void mean(String word, Meaning meaning) {
        words.merge(word, meaning.bit, (one, other) -> one | other);
    }

    private List<String> lines(String file) {
        byte[] bytes = bytes(file);
        digest.update(bytes);
        List<String> lines = new ArrayList<>();
        for (String line : new String(bytes, StandardCharsets.UTF_8).split("\n", -1)) {
            if (!line.isBlank() && !line.startsWith("# ")) {
                lines.add(line.strip());
            }
        }
        return lines;
    }

    static byte[] bytes(String file) {
        try (InputStream in = Lists.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("There is no " + file + " in the program.");
            }
            return in.readAllBytes();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    Lexicon lexicon() {
        return new Lexicon(words);
    }

    Folding folding() {
        return new Folding(confusables);
    }

    /** Phrases of {@code special.txt}. */
    Phrases special(Lexicon lexicon) {
        return new Phrases(lexicon, special, Meaning.BEGINS_SPECIAL);
    }

    /** Phrases of {@code not-names.txt}. */
    Phrases notNames(Lexicon lexicon) {
        return new Phrases(lexicon, notNames, Meaning.BEGINS_NO_NAME);
    }
}
