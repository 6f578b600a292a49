package uk.wayleave.app.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.wayleave.app.command.CannotStart;
import uk.wayleave.app.settings.Reading;
import uk.wayleave.app.settings.Settings;
import uk.wayleave.app.settings.SettingsReader;
import uk.wayleave.framework.OperationId;
import uk.wayleave.streetmanager.ApiVersion;

/** What an operator opens of the catalogue by settings. */
class CataloguesTest {
    @TempDir
    private Path home = Path.of("");

    @Test
    void opensEveryVersionAndNoUndocumentedOperationByItself() {
        Settings settings = settings(Map.of());

        assertThat(Catalogues.open(settings).versions()).containsExactlyElementsOf(ApiVersion.shipped());
        assertThat(Catalogues.enabled(settings, Catalogues.open(settings))).isEmpty();
    }

    @Test
    void opensTheVersionsThatAreNamed() {
        assertThat(Catalogues.open(settings(Map.of("WAYLEAVE_API_VERSIONS", " v6 ,")))
                        .versions())
                .containsExactly(ApiVersion.V6_0);
    }

    @Test
    void opensTheOperationsThatAreNamed() {
        Settings settings =
                settings(Map.of("WAYLEAVE_ENABLED_OPERATIONS", "work.CreateSection58, worklist.GetWorkStartsDue"));

        assertThat(Catalogues.enabled(settings, Catalogues.open(settings)))
                .containsExactly(new OperationId("work.CreateSection58"), new OperationId("worklist.GetWorkStartsDue"));
    }

    @Test
    void doesNotStartOnWhatIsNotThere() {
        assertThatExceptionOfType(CannotStart.class)
                .isThrownBy(() -> Catalogues.open(settings(Map.of("WAYLEAVE_API_VERSIONS", "v3,v7"))))
                .withMessageContaining("no version 'v7'")
                .withMessageContaining("v3, v6");
        assertThatExceptionOfType(CannotStart.class)
                .isThrownBy(() -> Catalogues.open(settings(Map.of("WAYLEAVE_API_VERSIONS", "latest"))));
        Settings settings = settings(Map.of("WAYLEAVE_ENABLED_OPERATIONS", "work.Everything"));
        assertThatExceptionOfType(CannotStart.class)
                .isThrownBy(() -> Catalogues.enabled(settings, Catalogues.open(settings)))
                .withMessageContaining("work.Everything");
    }

    private Settings settings(Map<String, String> environment) {
        Map<String, String> all = new HashMap<>(environment);
        all.put("WAYLEAVE_HOME", home.toString());
        return switch (SettingsReader.read(all, home)) {
            case Reading.Sound(Settings settings) -> settings;
            case Reading.Faulty faulty -> throw new AssertionError(faulty.toString());
        };
    }
}
