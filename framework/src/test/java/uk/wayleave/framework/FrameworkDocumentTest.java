package uk.wayleave.framework;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import uk.wayleave.framework.clause.Clauses;

/** Holds {@code docs/framework.md} to the code; {@code -Dwayleave.docs.write=true} writes it anew. */
class FrameworkDocumentTest {
    private static final Pattern TEST = Pattern.compile("`(\\w+Test)\\.(\\w+)`");

    private final String markdown =
            new FrameworkDocument(new Clauses(), ClauseTable.rows(), AssuranceTest.WIRED_TODAY).markdown();

    @Test
    void thePageSaysWhatTheCodeDoes() throws IOException {
        Path page = root().resolve("docs").resolve("framework.md");
        if (Boolean.getBoolean("wayleave.docs.write")) {
            Files.createDirectories(page.getParent());
            Files.writeString(page, markdown);
        }

        assertThat(page)
                .as("docs/framework.md is written from the code; write it anew with -Dwayleave.docs.write=true")
                .exists();
        assertThat(Files.readString(page))
                .as("docs/framework.md differs from the code; write it anew with -Dwayleave.docs.write=true")
                .isEqualTo(markdown);
    }

    @Test
    void everyTestItNamesExistsAndEveryRowIsNamed() {
        Set<String> named = new TreeSet<>();
        Matcher matcher = TEST.matcher(markdown);
        while (matcher.find()) {
            named.add(matcher.group(1) + "." + matcher.group(2));
        }

        assertThat(named)
                .isEqualTo(ClauseTable.rows().stream()
                        .map(row -> row.getDeclaringClass().getSimpleName() + "." + row.getName())
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    @Test
    void saysNoMoreThanIsWired() {
        String withNothing = new FrameworkDocument(new Clauses(), ClauseTable.rows(), Set.of()).markdown();

        assertThat(withNothing).doesNotContain("*Assurance today*: prevented here");
        assertThat(markdown).contains("*Assurance today*: prevented here");
    }

    private static Path root() {
        return Path.of(Objects.requireNonNullElse(System.getProperty("wayleave.root"), ".."));
    }
}
