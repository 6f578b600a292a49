package uk.wayleave.screening;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** All words of the lists and what each can mean, in one open hash table over one array of characters. */
final class Lexicon {
    /** No word of a list is longer; of longer ones nothing is known. */
    static final int LONGEST = 32;

    private static final int HASH_START = 0x811C9DC5;
    private static final int HASH_STEP = 0x01000193;

    private final int[] slots;
    private final int mask;
    private final char[] pool;
    private final int[] starts;
    private final long[] meanings;

    Lexicon(Map<String, Long> words) {
        int size = Integer.highestOneBit(Math.max(words.size(), 2) * 2 - 1) * 2;
        slots = new int[size];
        mask = size - 1;
        Arrays.fill(slots, -1);
        starts = new int[words.size() + 1];
        meanings = new long[words.size()];
        pool = new char[words.keySet().stream().mapToInt(String::length).sum()];
        int number = 0;
        int at = 0;
        for (Map.Entry<String, Long> entry : new HashMap<>(words).entrySet()) {
            String word = entry.getKey();
            word.getChars(0, word.length(), pool, at);
            starts[number] = at;
            meanings[number] = entry.getValue();
            at += word.length();
            put(hash(word), number);
            number++;
        }
        starts[number] = at;
    }

    private void put(int hash, int number) {
        int slot = spread(hash) & mask;
        while (slots[slot] >= 0) {
            slot = (slot + 1) & mask;
        }
        slots[slot] = number;
    }

    static int hashStart() {
        return HASH_START;
    }

    /** @param lower a small letter */
    static int hashOn(int hash, char lower) {
        return (hash ^ lower) * HASH_STEP;
    }

    private static int hash(String word) {
        int hash = HASH_START;
        for (int i = 0; i < word.length(); i++) {
            hash = hashOn(hash, word.charAt(i));
        }
        return hash;
    }

    private static int spread(int hash) {
        return hash ^ (hash >>> 15);
    }

    static char lower(char c) {
        return c >= 'A' && c <= 'Z' ? (char) (c | 0x20) : c < 0x80 ? c : Character.toLowerCase(c);
    }

    /** The number of a word, or -1; capitals count as small letters. */
    int find(char[] chars, int start, int end, int hash) {
        int length = end - start;
        if (length > LONGEST) {
            return -1;
        }
        int slot = spread(hash) & mask;
        while (slots[slot] >= 0) {
            int number = slots[slot];
            if (starts[number + 1] - starts[number] == length && same(starts[number], chars, start, length)) {
                return number;
            }
            slot = (slot + 1) & mask;
        }
        return -1;
    }

    private boolean same(int at, char[] chars, int start, int length) {
        for (int i = 0; i < length; i++) {
            if (pool[at + i] != lower(chars[start + i])) {
                return false;
            }
        }
        return true;
    }

    /** The number of a word in small letters, or -1. */
    int find(String word) {
        char[] chars = word.toCharArray();
        return find(chars, 0, chars.length, hash(word));
    }

    /** The bits of {@link Meaning} of the word with this number. */
    long meanings(int number) {
        return meanings[number];
    }
}
