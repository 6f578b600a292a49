package uk.wayleave.register.holding;

import java.net.URI;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import uk.wayleave.framework.ControllerId;
import uk.wayleave.register.scope.Rows;
import uk.wayleave.register.scope.Scopes;

/**
 * The references that are a Controller's, of kinds that say nothing of whose they are: numbers of files above all. Known
 * are those that came up in records of its own, what was made for it included; each on its host, for production and
 * sandbox count separately. Capitals and small letters are the same.
 */
public final class KnownReferences {
    private final Scopes scopes;

    public KnownReferences(Scopes scopes) {
        this.scopes = scopes;
    }

    /**
     * @param kind what the references name, in capitals: {@code FILE}
     * @param works the works in whose record they were seen, which is kept from the first time it is known
     */
    public void remember(
            ControllerId controller, URI host, String kind, Collection<String> references, Optional<String> works) {
        if (references.isEmpty()) {
            return;
        }
        @Nullable String named = works.orElse(null);
        scopes.in(
                controller,
                sql -> sql.sql("""
                        insert into wayleave.known_reference (controller, host, kind, reference, works, since)
                        select :controller, :host, :kind, reference, :works, :now from unnest(:references) as reference
                        on conflict (controller, host, kind, reference) do update set works = excluded.works
                        where known_reference.works is null and excluded.works is not null""")
                        .param("controller", controller.value())
                        .param("host", host.toString())
                        .param("kind", kind)
                        .param("works", named)
                        .param("now", Rows.timestamp(scopes.now()))
                        .param("references", array(references))
                        .update());
    }

    /** Those of the references that are known to be the Controller's, in capitals. */
    public Set<String> knownOf(ControllerId controller, URI host, String kind, Collection<String> references) {
        if (references.isEmpty()) {
            return Set.of();
        }
        return scopes.in(
                controller,
                sql -> sql
                        .sql("""
                        select reference from wayleave.known_reference
                        where host = :host and kind = :kind and reference = any(:references)""")
                        .param("host", host.toString())
                        .param("kind", kind)
                        .param("references", array(references))
                        .query(String.class)
                        .list()
                        .stream()
                        .collect(Collectors.toSet()));
    }

    /** The works in whose record a reference was seen, where it is known. */
    public Optional<String> worksOf(ControllerId controller, URI host, String kind, String reference) {
        return scopes.in(
                controller,
                sql -> sql.sql("""
                        select works from wayleave.known_reference
                        where host = :host and kind = :kind and reference = :reference and works is not null""")
                        .param("host", host.toString())
                        .param("kind", kind)
                        .param("reference", capitals(reference))
                        .query(String.class)
                        .optional());
    }

    /** In one order for all, so that two calls cannot wait for each other. */
    private static String[] array(Collection<String> references) {
        return references.stream()
                .map(KnownReferences::capitals)
                .distinct()
                .sorted()
                .toArray(String[]::new);
    }

    private static String capitals(String reference) {
        return reference.toUpperCase(Locale.ROOT);
    }
}
