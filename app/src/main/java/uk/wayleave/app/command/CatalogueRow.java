package uk.wayleave.app.command;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import java.util.Locale;
import uk.wayleave.streetmanager.Operation;
import uk.wayleave.streetmanager.Role;

/**
 * One operation as {@code catalogue list --json} writes it.
 *
 * @param version first segment of its path, {@code v3} or {@code v6}
 * @param path below version and API, as in DfT's own files
 * @param effect {@code read}, {@code write} or {@code authentication}
 * @param treatment {@code forward}, {@code local} or {@code never}
 * @param takesInternalUser whether its body takes {@code internal_user_identifier} and {@code internal_user_name}
 * @param takesSwaCode whether it takes the SWA code of the organisation it is for
 */
@JsonPropertyOrder({
    "version",
    "operation",
    "api",
    "method",
    "path",
    "effect",
    "tier",
    "roles",
    "treatment",
    "internal_user",
    "swa_code"
})
record CatalogueRow(
        String version,
        String operation,
        String api,
        String method,
        String path,
        String effect,
        String tier,
        List<String> roles,
        String treatment,
        @JsonProperty("internal_user") boolean takesInternalUser,
        @JsonProperty("swa_code") boolean takesSwaCode) {

    static CatalogueRow of(Operation operation) {
        return new CatalogueRow(
                operation.version().segment(),
                operation.id().value(),
                operation.api().segment(),
                operation.method().name(),
                operation.path().text(),
                lower(operation.effect()),
                operation.tier().name(),
                operation.roles().stream().sorted().map(Role::label).toList(),
                lower(operation.treatment()),
                operation.takesInternalUser(),
                operation.swaCode().isPresent());
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
