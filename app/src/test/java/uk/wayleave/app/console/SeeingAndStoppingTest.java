package uk.wayleave.app.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import uk.wayleave.app.Program;
import uk.wayleave.pages.browser.Browsers;
import uk.wayleave.pages.browser.Browsers.View;
import uk.wayleave.pages.browser.Visitor;

/**
 * The console of a whole installation with its gateway and a sandbox: what the story did is seen, a stop holds from the
 * next call on, and an integrator gets going.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SeeingAndStoppingTest {
    private static final String FORBIDDEN = "B1";

    @RegisterExtension
    static final Browsers browsers = new Browsers();

    private Path directory;
    private PlayedDemo demo;

    @BeforeAll
    void play(@TempDir Path made) throws InterruptedException {
        directory = made;
        demo = new PlayedDemo(made);
    }

    @AfterAll
    void close() {
        if (demo != null) demo.close();
    }

    private static Locator link(Visitor visitor, String name) {
        return visitor.page().getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name));
    }

    private static Locator button(Visitor visitor, String name) {
        return visitor.page().getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
    }

    @Test
    void theDemonstrationSaysWhereTheConsoleIsAndWhoSignsIn() {
        assertThat(demo.printed())
                .contains(demo.console() + "/console")
                .contains("amy.water")
                .contains("./wayleave code KEY");
    }

    @Test
    void theStoryIsThereCallByCallWithItsReceipts() throws Exception {
        Visitor uma = demo.signedIn(browsers, "uma.water", View.DESK);
        uma.open("/console/calls");
        assertThat(uma.page().locator(".wl-header__name")).hasText("Street data of Ashcombe");
        uma.looksRight("demo-calls");
        uma.open("/console/calls?clause=A5c");
        assertThat(uma.page().locator(".wl-calls > li").first()).containsText("Refused");
        uma.open("/console/calls?state=answered");
        link(uma, "work.CreateWork").first().click();
        assertThat(uma.page().getByText("Jo Marlow")).isVisible();
        assertThat(uma.page().locator(".wl-timeline__item")).hasCount(3);
        assertThat(uma.page().locator("main"))
                .containsText("A standing instruction of a person of the authorised user");
        uma.looksRight("demo-call");
        Download download = uma.page()
                .waitForDownload(() -> link(uma, "Receipt of entry").last().click());
        Path receipt = directory.resolve("receipt.json");
        download.saveAs(receipt);
        assertThat(verified(receipt)).contains("The receipt holds");
        Files.writeString(receipt, Files.readString(receipt).replaceFirst("\"leaf\":\"[0-9a-f]{4}", "\"leaf\":\"0000"));
        assertThat(verified(receipt)).contains("does NOT hold");
        uma.open("/console/figures");
        uma.looksRight("demo-figures");
        uma.open("/console/clauses");
        uma.looksRight("demo-clauses");
    }

    private String verified(Path receipt) throws InterruptedException {
        try (Program verify = Program.start(
                Map.of("WAYLEAVE_HOME", demo.home().toString()),
                directory,
                "ledger",
                "verify",
                "--receipt",
                receipt.toString())) {
            verify.exitCode();
            return verify.output();
        }
    }

    /** Journey 3 of the domain notes: what is stopped gets nothing more from the next call on. */
    @Test
    void whatIsStoppedGetsNothingFromTheNextCallOn() throws Exception {
        String works = demo.works(0);
        String jo = demo.token(0, demo.instruction(0, "jo.marlow"));
        String lee = demo.token(0, demo.instruction(0, "lee.duty"));
        assertThat(demo.read(jo, works).statusCode()).isEqualTo(200);
        Visitor amy = demo.signedIn(browsers, "amy.water", View.DESK);

        stop(amy, "Stop Fieldline Software", "The agreement is suspended");
        assertThat(demo.read(jo, works)).satisfies(answer -> refused(answer, FORBIDDEN));
        resume(amy, "Let through again Fieldline Software");
        assertThat(demo.read(jo, works).statusCode()).isEqualTo(200);

        stop(amy, "Stop Fieldline Works", "Other products of the same integrator go on");
        assertThat(demo.read(jo, works).statusCode()).isIn(401, 403);
        resume(amy, "Let through again Fieldline Works");
        assertThat(demo.read(jo, works).statusCode()).isEqualTo(200);

        stop(amy, "Stop Jo Marlow", "calls made for the person are refused");
        assertThat(demo.read(jo, works)).satisfies(answer -> refused(answer, "A1"));
        assertThat(demo.read(lee, works).statusCode()).as("somebody else's").isEqualTo(200);
        resume(amy, "Let through again Jo Marlow");
        assertThat(demo.read(jo, works).statusCode()).isEqualTo(200);

        amy.open("/console/stop");
        button(amy, "Stop everything").click();
        amy.looksRight("demo-stop-everything");
        button(amy, "Stop everything now").click();
        assertThat(demo.read(jo, works)).satisfies(answer -> refused(answer, FORBIDDEN));
        resume(amy, "Let through again Fieldline Software");
        assertThat(demo.read(jo, works).statusCode()).isEqualTo(200);

        amy.open("/console/calls?state=refused");
        assertThat(amy.page().locator(".wl-calls > li").first()).containsText(FORBIDDEN);
    }

    private static void stop(Visitor amy, String what, String cutsOff) {
        amy.open("/console/stop");
        amy.page()
                .getByRole(
                        AriaRole.LINK, new Page.GetByRoleOptions().setName(what).setExact(true))
                .click();
        assertThat(amy.page().locator("#cuts-off")).containsText(cutsOff);
        button(amy, "Stop it now").click();
    }

    private static void resume(Visitor amy, String what) {
        amy.open("/console/stop");
        link(amy, what).click();
        button(amy, "Let through again").click();
    }

    private static void refused(HttpResponse<String> answer, String clause) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(403);
        assertThat(answer.body()).contains("\"" + clause + "\"");
    }

    @Test
    void anIntegratorTriesACallAndRunsTheCodeToBeginWith() throws Exception {
        String works = demo.works(0);
        String instruction = demo.instruction(0, "jo.marlow");
        Visitor finn = demo.signedIn(browsers, "finn.fieldline", View.DESK);
        finn.open("/console/products");
        button(finn, "Make a credential").first().click();
        String client = finn.page().locator("#client-id").innerText();
        String secret = finn.page().locator("#secret").innerText();

        finn.open("/console/try");
        button(finn, "Make the call").click();
        assertThat(finn.page().locator(".govuk-error-summary")).containsText("Choose a credential");
        finn.looksRight("demo-try-errors");
        finn.page().getByLabel("Credential").selectOption(client);
        finn.page().getByLabel("Its secret").fill(secret);
        finn.page().getByLabel("Instruction").fill(instruction);
        finn.page().getByLabel("Path").fill("/v6/work/works/" + works);
        button(finn, "Make the call").click();
        assertThat(finn.page().locator("#answer")).hasText("It was answered 200");
        assertThat(finn.page().content()).doesNotContain(secret);
        finn.looksRight("demo-try");
        link(finn, "This call among yours").click();
        assertThat(finn.page().locator("main")).containsText("Answered");

        finn.open("/console/products");
        finn.page()
                .locator(".govuk-summary-list__row")
                .filter(new Locator.FilterOptions().setHasText(client))
                .getByRole(AriaRole.LINK)
                .click();
        link(finn, "Code to begin with").click();
        List<String> files = finn.page().locator("section p code").allInnerTexts();
        List<String> texts = finn.page().locator("section pre code").allInnerTexts();
        assertThat(files).hasSize(4);
        int ran = 0;
        for (int i = 0; i < files.size(); i++) {
            Path file = directory.resolve(files.get(i));
            Files.writeString(file, texts.get(i));
            List<String> command = interpreter(files.get(i));
            if (!isThere(command.getFirst())) continue;
            assertThat(printed(command, file, works, secret, instruction))
                    .as(files.get(i))
                    .contains(works)
                    .endsWith("200");
            ran++;
        }
        assertThat(ran).as("of which Java always runs").isPositive();
        Assumptions.assumeTrue(ran == files.size(), "Not every language of the quick start is on this machine.");
    }

    private static List<String> interpreter(String file) {
        return switch (file.substring(file.lastIndexOf('.'))) {
            case ".sh" -> List.of("sh");
            case ".py" -> List.of("python3");
            case ".mjs" -> List.of("node");
            default ->
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        };
    }

    private static boolean isThere(String program) {
        if (program.equals("sh")) return isThere("curl");
        return program.contains("/")
                || List.of(System.getenv("PATH").split(":", -1)).stream()
                        .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
    }

    private String printed(List<String> command, Path file, String works, String secret, String instruction)
            throws Exception {
        var builder = new ProcessBuilder(command.getFirst(), file.toString(), works)
                .directory(directory.toFile())
                .redirectErrorStream(true);
        builder.environment().put("WAYLEAVE_SECRET", secret);
        builder.environment().put("WAYLEAVE_INSTRUCTION", instruction);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return output.strip();
    }
}
