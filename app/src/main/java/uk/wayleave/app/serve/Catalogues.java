package uk.wayleave.app.serve;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import uk.wayleave.app.command.CannotStart;
import uk.wayleave.app.settings.Settings;
import uk.wayleave.app.settings.Variable;
import uk.wayleave.framework.OperationId;
import uk.wayleave.streetmanager.ApiVersion;
import uk.wayleave.streetmanager.Catalogue;

/** The catalogue of an installation: what came with the product, and what was imported into its home. */
public final class Catalogues {
    private static final Pattern COMMA = Pattern.compile("\\s*,\\s*");

    private Catalogues() {}

    /** @throws CannotStart if an imported file is damaged */
    public static Catalogue of(Path home) {
        try {
            return Catalogue.load(directory(home));
        } catch (IllegalStateException damaged) {
            throw new CannotStart(damaged.getMessage() + " Mend it, or take it away.");
        }
    }

    /** Where imported versions are kept. */
    public static Path directory(Path home) {
        return home.resolve("catalogue");
    }

    /**
     * The versions that the operator keeps open.
     *
     * @throws CannotStart if an imported file is damaged or a version is named that is not there
     */
    static Catalogue open(Settings settings) {
        Catalogue all = of(settings.home());
        Set<ApiVersion> open = new LinkedHashSet<>();
        named(settings, Variable.API_VERSIONS)
                .forEach(name -> open.add(ApiVersion.parse(name)
                        .filter(all.versions()::contains)
                        .orElseThrow(() -> new CannotStart(
                                Variable.API_VERSIONS + ": there is no version '" + name + "'. There are "
                                        + String.join(
                                                ", ",
                                                all.versions().stream()
                                                        .map(ApiVersion::segment)
                                                        .toList())
                                        + "."))));
        return open.isEmpty() ? all : all.only(open);
    }

    /**
     * The operations whose roles are not documented that the operator opens.
     *
     * @throws CannotStart if one is named that is not there
     */
    static Set<OperationId> enabled(Settings settings, Catalogue catalogue) {
        Set<OperationId> enabled = new LinkedHashSet<>();
        named(settings, Variable.ENABLED_OPERATIONS).forEach(name -> {
            boolean known = catalogue.versions().stream()
                    .flatMap(version -> catalogue.operations(version).stream())
                    .anyMatch(operation -> operation.id().value().equals(name));
            if (!known) {
                throw new CannotStart(Variable.ENABLED_OPERATIONS + ": there is no operation '" + name
                        + "'. See ./wayleave catalogue list --json.");
            }
            enabled.add(new OperationId(name));
        });
        return enabled;
    }

    private static Stream<String> named(Settings settings, Variable variable) {
        String text = settings.environment().getOrDefault(variable.key(), "").strip();
        return COMMA.splitAsStream(text).filter(name -> !name.isEmpty());
    }
}
