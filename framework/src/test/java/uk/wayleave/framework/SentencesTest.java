package uk.wayleave.framework;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import uk.wayleave.framework.clause.Clause;
import uk.wayleave.framework.clause.Clauses;
import uk.wayleave.framework.clause.Section;
import uk.wayleave.framework.clause.Sentence;

/** Our list of the framework's sentences is whole: each became a clause or says why it did not. */
class SentencesTest {
    private static final int QUOTED_WORDS_AT_MOST = 12;
    private static final Pattern NOT_TEXT = Pattern.compile("(#|!\\[|---).*");
    private static final Pattern BULLET = Pattern.compile("^(•|o) ");
    private static final Pattern BETWEEN_SENTENCES = Pattern.compile("(?<=[.])\\s+(?=[A-Z])");

    private final Clauses clauses = new Clauses();

    @Test
    void everySentenceBecameAClauseOrSaysWhyItDidNot() {
        for (Sentence sentence : Sentence.values()) {
            boolean becameAClause = clauses.inOrder().stream()
                    .anyMatch(clause -> clause.sentences().contains(sentence));
            assertThat(becameAClause)
                    .as(sentence.opening())
                    .isNotEqualTo(sentence.whyNoClause().isPresent());
        }
    }

    @Test
    void everyClauseCitesSentencesOfTheSectionThatItsLetterStandsFor() {
        for (Clause clause : clauses.inOrder()) {
            Section section = switch (clause.id().toString().charAt(0)) {
                case 'P' -> Section.PREAMBLE;
                case 'A' -> Section.TERMS_OF_ACCESS;
                case 'B' -> Section.AUTHORISED_USER;
                case 'C' -> Section.THIRD_PARTY;
                default -> throw new AssertionError("No section has this letter: " + clause.id());
            };
            assertThat(clause.sentences())
                    .as(clause.id().toString())
                    .isNotEmpty()
                    .extracting(Sentence::section)
                    .containsOnly(section);
        }
    }

    @Test
    void quotesAFewWordsEnoughToTellSentencesApart() {
        List<String> openings = new ArrayList<>();
        for (Sentence sentence : Sentence.values()) {
            openings.add(sentence.opening());
        }
        assertThat(openings)
                .doesNotHaveDuplicates()
                .allSatisfy(opening -> assertThat(opening.split(" ")).hasSizeLessThanOrEqualTo(QUOTED_WORDS_AT_MOST));
    }

    @Test
    void listsTheSentencesOfTheFrameworkAndNoOthers() throws IOException {
        Path text = Path.of(Objects.requireNonNullElse(System.getProperty("wayleave.root"), ".."))
                .resolve("../shared/framework/framework.md");
        Assumptions.assumeTrue(
                Files.isReadable(text),
                "The framework's text is not at hand (../shared/framework/framework.md): skipped.");

        List<String> sentences = sentencesOf(Files.readString(text));

        assertThat(sentences).hasSameSizeAs(Sentence.values());
        for (Sentence sentence : Sentence.values()) {
            assertThat(sentences.get(sentence.number() - 1)).startsWith(sentence.opening());
        }
    }

    private static List<String> sentencesOf(String page) {
        String body = page.substring(page.indexOf("---", 3));
        List<String> sentences = new ArrayList<>();
        for (String line : body.lines().map(String::strip).toList()) {
            if (line.isEmpty() || NOT_TEXT.matcher(line).matches()) {
                continue;
            }
            sentences.addAll(
                    List.of(BETWEEN_SENTENCES.split(BULLET.matcher(line).replaceFirst(""))));
        }
        return sentences;
    }
}
