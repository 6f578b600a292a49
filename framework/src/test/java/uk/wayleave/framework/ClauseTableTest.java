package uk.wayleave.framework;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import uk.wayleave.framework.clause.Clause;
import uk.wayleave.framework.clause.Clauses;

/** Every rule has a row that refuses, every clause one that permits, and what clauses and rules say is fit to be read. */
class ClauseTableTest {
    private static final Pattern RULE_NAME = Pattern.compile("[a-z]+(-[a-z]+)*");

    private final Clauses clauses = new Clauses();

    @Test
    void everyRuleHasARowThatRefuses() {
        assertThat(rulesWithARow()).isEqualTo(ruleIds());
    }

    @Test
    void everyClauseHasARowThatPermits() {
        assertThat(rows().filter(row -> row.isAnnotationPresent(Permits.class))
                        .map(row -> row.getAnnotation(Permits.class).value()))
                .containsExactlyInAnyOrder(ClauseId.values());
    }

    @Test
    void everyClauseStandsUnderItsIdInTheFrameworksOrder() {
        assertThat(clauses.inOrder()).extracting(Clause::id).containsExactly(ClauseId.values());
        for (ClauseId id : ClauseId.values()) {
            assertThat(clauses.of(id).id()).isEqualTo(id);
            assertThat(clauses.of(id).getClass().getSimpleName()).matches(id + "[A-Z][A-Za-z]+");
        }
    }

    @Test
    void everyClauseSaysWhatItMeansWhomItBindsHowItIsEvidencedAndWhereItsLimitIs() {
        for (Clause clause : clauses.inOrder()) {
            assertThat(List.of(clause.meaning(), clause.evidence(), clause.limit()))
                    .as(clause.id().toString())
                    .allSatisfy(text -> assertThat(text).matches("[A-Z].*\\."));
            assertThat(clause.binds()).as(clause.id().toString()).isNotEmpty();
            assertThat(clause.promises()).as(clause.id().toString()).isNotEmpty();
            assertThat(clause.citation().openings()).as(clause.id().toString()).isNotEmpty();
            assertThat(clause.rules()).as(clause.id().toString()).isNotEmpty();
        }
    }

    @Test
    void everyRuleIsNamedAfterItsClauseAndSaysReasonAndCureInSentences() {
        for (Clause clause : clauses.inOrder()) {
            for (Rule rule : clause.rules()) {
                assertThat(rule.clause()).isEqualTo(clause.id());
                assertThat(rule.id()).startsWith(clause.id() + ".");
                assertThat(rule.id().substring(rule.id().indexOf('.') + 1)).matches(RULE_NAME);
                assertThat(rule.reason()).matches("[A-Z].*\\.");
                assertThat(rule.cure()).matches("[A-Z].*\\.");
            }
        }
    }

    @Test
    void aRuleIsFoundByItsIdAndAnUnknownOneIsNot() {
        assertThat(ruleIds())
                .hasSize((int) clauses.inOrder().stream()
                        .mapToLong(clause -> clause.rules().size())
                        .sum())
                .allSatisfy(id -> assertThat(clauses.rule(id)).map(Rule::id).contains(id));
        assertThat(clauses.rule("A1.no-such-rule")).isEmpty();
    }

    @Test
    void noTwoRowsAreTheSameTest() {
        List<String> names = new ArrayList<>(rows().map(Method::getName).toList());
        assertThat(names).doesNotHaveDuplicates();
    }

    private Set<String> ruleIds() {
        return clauses.inOrder().stream()
                .flatMap(clause -> clause.rules().stream())
                .map(Rule::id)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> rulesWithARow() {
        return rows().filter(row -> row.isAnnotationPresent(Refuses.class))
                .map(row -> row.getAnnotation(Refuses.class).value())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<Method> rows() {
        return ClauseTable.rows().stream();
    }
}
