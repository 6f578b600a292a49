package uk.wayleave.screening;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What the matchers found in one text, as places of the folded text, before overlaps are settled. */
final class Candidates {
    /** @param start first character in the folded text */
    record Candidate(Rule rule, int start, int end) {
        boolean overlaps(Candidate other) {
            return start < other.end && other.start < end;
        }

        /** A sure finding goes before a less sure one, then the longer. */
        boolean beats(Candidate other) {
            int mine = rank(rule.personalData());
            int others = rank(other.rule.personalData());
            if (mine != others) {
                return mine > others;
            }
            return end - start >= other.end - other.start;
        }

        /** Identifiers of a fixed form go before addresses, and these before names and what is said of a person. */
        private static int rank(PersonalData personalData) {
            return switch (personalData) {
                case SPECIAL_CATEGORY -> 0;
                case NAME -> 1;
                case HOUSEHOLD -> 2;
                case POSTCODE_WITH_HOUSE -> 3;
                default -> 4;
            };
        }
    }

    private final Rules rules;
    private final List<Candidate> all = new ArrayList<>();

    Candidates(Rules rules) {
        this.rules = rules;
    }

    void add(String rule, int start, int end) {
        all.add(new Candidate(rules.rule(rule), start, end));
    }

    int size() {
        return all.size();
    }

    Candidate get(int i) {
        return all.get(i);
    }

    List<Candidate> all() {
        return all;
    }

    /** In order, none overlapping: where two do, the better one's class stands for what both cover. */
    List<Finding> settled(Folded text) {
        all.sort(Comparator.comparingInt(Candidate::start));
        List<Finding> findings = new ArrayList<>(all.size());
        Candidate current = null;
        for (Candidate next : all) {
            if (current == null) {
                current = next;
            } else if (current.overlaps(next)) {
                current = new Candidate(
                        next.beats(current) ? next.rule() : current.rule(),
                        current.start(),
                        Math.max(current.end(), next.end()));
            } else {
                findings.add(finding(current, text));
                current = next;
            }
        }
        if (current != null) {
            findings.add(finding(current, text));
        }
        return findings;
    }

    private static Finding finding(Candidate one, Folded text) {
        return new Finding(one.rule(), text.from()[one.start()], text.to()[one.end() - 1]);
    }
}
