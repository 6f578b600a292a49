package uk.wayleave.app.console;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import uk.wayleave.pages.browser.Browsers;

/** The journeys of the domain notes (section 6) on a whole installation with its gateway, its console and a sandbox. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JourneysTest {
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

    @Test
    void aUtilityTakesOnAVendorFilesItsFirstPermitAndStopsTheVendor() throws Exception {
        new OnboardingJourney(demo, browsers).go();
    }

    @Test
    void aVendorWantsAPublicMapAndTheCouncilAReportOfItsOwn() throws Exception {
        new PublicMapJourney(demo, browsers, directory).go();
    }
}
