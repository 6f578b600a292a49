package uk.wayleave.streetmanager;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import uk.wayleave.framework.Effect;
import uk.wayleave.framework.OperationId;
import uk.wayleave.framework.Tier;

/**
 * One operation of one version of Street Manager's API: everything the product knows of it.
 *
 * @param path the path below version and API
 * @param effect what it does to Street Manager's state: searches and export jobs that are sent as POST are reads
 * @param roles the roles an account needs one of; empty for signing in and out
 * @param rolesFrom where the roles come from; see {@link #rolesDocumented()}
 * @param tier the highest tier its normal answer may hold, special fields apart
 * @param foreignTier the tier of a record in which the Controller has no part, where Street Manager shows such records;
 *     empty where they are never released
 * @param neverBecause why it is never forwarded; present exactly when the treatment is {@link Treatment#NEVER}
 * @param accountAdministration whether it signs accounts in or out, or changes users and secrets (framework A3)
 * @param takesInternalUser whether its JSON body takes {@code internal_user_identifier} and {@code internal_user_name}
 * @param swaCode where it takes the SWA code of the organisation it is for
 * @param parameters those of its path, then those of its query
 * @param successStatus the status of a successful answer
 * @param echoes path parameter → JSON Pointer of the member of the answer that must repeat it: text without regard
 *     to case, a number by its digits
 */
public record Operation(
        OperationId id,
        ApiVersion version,
        Api api,
        HttpMethod method,
        PathTemplate path,
        Effect effect,
        Set<Role> roles,
        FactSource rolesFrom,
        Tier tier,
        Optional<Tier> foreignTier,
        Treatment treatment,
        Optional<String> neverBecause,
        boolean accountAdministration,
        boolean takesInternalUser,
        Optional<SwaCodeParameter> swaCode,
        List<Parameter> parameters,
        RequestShape request,
        int successStatus,
        AnswerShape answer,
        Repeatability repeatability,
        Ownership ownership,
        Map<String, String> echoes,
        OpenEquivalent openEquivalent) {

    public Operation {
        roles = Set.copyOf(roles);
        parameters = List.copyOf(parameters);
        echoes = Map.copyOf(echoes);
    }

    /** Two are the same when they have the same name and version. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Operation that && version.equals(that.version) && id.equals(that.id);
    }

    @Override
    public int hashCode() {
        return 31 * id.hashCode() + version.hashCode();
    }

    @Override
    public String toString() {
        return version.segment() + "/" + id;
    }

    /** The operation's name without its API, as in {@code CreateWork}. */
    public String name() {
        return id.value().substring(id.value().indexOf('.') + 1);
    }

    /** The names of its query parameters. */
    public List<String> query() {
        return parameters.stream()
                .filter(parameter -> parameter.place() == Parameter.Place.QUERY)
                .map(Parameter::name)
                .toList();
    }

    /** The fields of its JSON body, at whatever depth; none where it takes none. */
    public List<PlacedField> requestFields() {
        return request instanceof RequestShape.Json(Shape.ObjectShape shape) ? PlacedField.of(shape) : List.of();
    }

    /**
     * What it has Street Manager send afterwards, as an operation of its own: under the same name, read, and answered in
     * the given shape. A notification is judged and checked as that.
     */
    public Operation sending(Shape shape) {
        return new Operation(
                id,
                version,
                api,
                method,
                path,
                Effect.READ,
                roles,
                rolesFrom,
                tier,
                foreignTier,
                treatment,
                neverBecause,
                accountAdministration,
                takesInternalUser,
                swaCode,
                parameters,
                request,
                successStatus,
                new AnswerShape.Json(shape),
                repeatability,
                ownership,
                echoes,
                openEquivalent);
    }

    /** Whether DfT's documents name its roles. Where not, it is off until the operator of the gateway enables it. */
    public boolean rolesDocumented() {
        return rolesFrom != FactSource.INFERRED;
    }
}
