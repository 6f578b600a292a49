package uk.wayleave.app.command;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import uk.wayleave.app.serve.Catalogues;
import uk.wayleave.streetmanager.Api;
import uk.wayleave.streetmanager.ApiVersion;
import uk.wayleave.streetmanager.Catalogue;

/** What the commands on the catalogue take alike. */
record CatalogueOptions(CommandSpec spec, Catalogue catalogue) {

    /** The catalogue with what was imported into the home that the environment names. */
    static Catalogue catalogue(Map<String, String> environment) {
        return Catalogues.of(ServeCommand.settings(environment).home());
    }

    /** @throws CommandLine.ParameterException if it is no version */
    Optional<ApiVersion> version(@Nullable String asked) {
        if (asked == null) return Optional.empty();
        Optional<ApiVersion> version = ApiVersion.parse(asked);
        if (version.isEmpty())
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "'" + asked + "' is no version. Write it as in a path: v6.");
        return version;
    }

    /** @throws CommandLine.ParameterException if it is no API */
    Optional<Api> api(@Nullable String asked) {
        if (asked == null) return Optional.empty();
        Optional<Api> api = Api.parse(asked);
        if (api.isEmpty())
            throw new CommandLine.ParameterException(
                    spec.commandLine(),
                    "There is no API '" + asked + "'; there are "
                            + String.join(
                                    ", ",
                                    Arrays.stream(Api.values())
                                            .map(Api::segment)
                                            .toList())
                            + ".");
        return api;
    }
}
