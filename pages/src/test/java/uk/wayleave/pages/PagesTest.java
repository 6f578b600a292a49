package uk.wayleave.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

public class PagesTest {
    private final Assets assets = Assets.own();
    private final Pages pages = new Pages(PagesTest.class, assets);
    private final Frame frame = new Frame(
            "Wayleave of Thornshire",
            "/",
            Optional.of("Jo Planner, Thornshire County Council"),
            Optional.of(new Frame.SignOut("/sign-out", "abc")),
            List.of(),
            List.of(new Frame.Link("Agreements", "/agreements", true), new Frame.Link("Activity", "/activity", false)));

    @Test
    void putsAPageIntoTheLayout() {
        String html = rendered("Hello");

        assertThat(html)
                .contains("<title>An example - Wayleave</title>")
                .contains("Wayleave of Thornshire")
                .contains("Jo Planner, Thornshire County Council")
                .contains("<main class=\"govuk-main-wrapper\" id=\"main-content\">")
                .contains("Hello")
                .contains("aria-current=\"true\"")
                .contains("name=\"_csrf\" value=\"abc\"");
    }

    @Test
    void escapesWhatItIsGiven() {
        assertThat(rendered("<script>alert(1)</script>"))
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;")
                .doesNotContain("<script>alert");
    }

    @Test
    void hasNothingInlineThatItsOwnPolicyWouldStop() {
        String html = rendered("Hello");

        assertThat(html).doesNotContain("style=").doesNotContainPattern("<script(?![^>]*src=)");
        assertThat(html).doesNotContainPattern("\\son[a-z]+=");
        assertThat(html).doesNotContain("th:").doesNotContain("xmlns");
    }

    @Test
    void namesEachErrorAtItsFieldAndAbove() {
        String html = pages.render(
                Page.of("example")
                        .with("text", "Hello")
                        .with("errors", List.of(new FormError("name", "Enter the legal name of the council"))),
                frame);

        assertThat(html)
                .contains("href=\"#name\">Enter the legal name of the council</a>")
                .contains("id=\"name-error\"");
    }

    @Test
    void looksLikeNoGovernmentService() {
        String css = new String(assets.find("wayleave.css").orElseThrow().bytes(), StandardCharsets.UTF_8);

        assertThat(css).doesNotContain("GDS Transport").doesNotContain("@font-face");
        assertThat(rendered("Hello")).doesNotContainIgnoringCase("crown").contains("is not a government service");
    }

    @Test
    void anAssetsAddressChangesWithItsContent() {
        Asset styles = assets.find("wayleave.css").orElseThrow();

        assertThat(assets.href("wayleave.css")).isEqualTo("/assets/wayleave.css?v=" + styles.version());
        assertThat(styles.type()).startsWith("text/css");
        assertThat(assets.find("../layout.html")).isEmpty();
        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> assets.href("nothing.css"));
    }

    private String rendered(String text) {
        return pages.render(Page.of("example").with("text", text).with("errors", List.of()), frame);
    }
}
