package uk.wayleave.streetmanager;

import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import uk.wayleave.framework.OperationId;

/**
 * Every operation of Street Manager that the product knows, by version. What is not in it is unknown and refused. It is
 * immutable; load it once and pass it on.
 */
public final class Catalogue {
    /** In place of a version, the newest there is. */
    private static final String LATEST = "latest";

    /** The unauthenticated call that every service of Street Manager has, in no API file. */
    private static final List<String> STATUS = List.of("status");

    private final TreeMap<ApiVersion, List<Operation>> operations;
    private final Map<ApiVersion, Edition> editions = new HashMap<>();
    private final List<AdministrationCall> administration;
    private final FieldClasses classes;
    private final Map<ApiVersion, Map<OperationId, Operation>> byId = new HashMap<>();
    private final Map<ApiVersion, Map<Api, SegmentTree>> trees = new HashMap<>();

    Catalogue(
            Collection<Edition> editions,
            Map<ApiVersion, List<Operation>> operations,
            List<AdministrationCall> administration,
            FieldClasses classes) {
        this.classes = classes;
        editions.forEach(edition -> this.editions.put(edition.version(), edition));
        this.operations = new TreeMap<>(operations);
        this.administration = List.copyOf(administration);
        operations.forEach((version, all) -> {
            Map<OperationId, Operation> ids = new HashMap<>();
            Map<Api, SegmentTree> byApi = new EnumMap<>(Api.class);
            for (Operation operation : all) {
                if (ids.put(operation.id(), operation) != null) {
                    throw new IllegalStateException("The catalogue has " + operation.id() + " twice in " + version);
                }
                SegmentTree.Node node = byApi.computeIfAbsent(operation.api(), _ -> new SegmentTree())
                        .add(operation.path());
                if (node.operations.put(operation.method(), operation) != null) {
                    throw new IllegalStateException(
                            "The catalogue has two operations at the path of " + operation.id() + " in " + version);
                }
            }
            for (AdministrationCall call : administration) {
                byApi.computeIfAbsent(call.api(), _ -> new SegmentTree()).add(call.path()).administration = call.name();
            }
            byId.put(version, ids);
            trees.put(version, byApi);
        });
    }

    /** A path that administers accounts and is not among the operations. */
    record AdministrationCall(Api api, PathTemplate path, String name) {}

    /**
     * Reads the catalogue that comes with the product.
     *
     * @throws IllegalStateException if it is damaged
     */
    public static Catalogue load() {
        return CatalogueFiles.read();
    }

    /**
     * Reads the catalogue that comes with the product, and what an operator imported.
     *
     * @param directory where imported versions are; need not exist
     * @throws IllegalStateException if either is damaged
     */
    public static Catalogue load(Path directory) {
        return CatalogueFiles.read(new ImportedFiles(directory).over(CatalogueFiles.shipped()));
    }

    /** The same, without the versions that an operator keeps closed. */
    public Catalogue only(Collection<ApiVersion> open) {
        Map<ApiVersion, List<Operation>> kept = new HashMap<>(operations);
        kept.keySet().retainAll(Set.copyOf(open));
        return new Catalogue(editions.values(), kept, administration, classes);
    }

    /** The versions it holds, oldest first. */
    public NavigableSet<ApiVersion> versions() {
        return Collections.unmodifiableNavigableSet(new TreeSet<>(operations.keySet()));
    }

    /**
     * The version that a path means. {@code latest} is the newest one here: an answer must be of a shape that is known,
     * so it is not whatever Street Manager itself takes for its latest.
     *
     * @param segment the first segment of the path, exactly as it came
     */
    public Optional<ApiVersion> version(String segment) {
        if (segment.equals(LATEST)) {
            return operations.isEmpty() ? Optional.empty() : Optional.of(operations.lastKey());
        }
        return ApiVersion.parse(segment).filter(operations::containsKey);
    }

    /** What is written down of a version. */
    public Optional<Edition> edition(ApiVersion version) {
        return versions().contains(version) ? Optional.ofNullable(editions.get(version)) : Optional.empty();
    }

    /**
     * What a field holds by the catalogue's own list: {@link FieldClass#UNCLASSIFIED} where its name is unknown.
     *
     * @param schema as in {@code work.PermitResponse}
     */
    public FieldClass classOf(String schema, String name) {
        return classes.classOf(schema, name);
    }

    /** Whether the path, whatever its parameters are called, is one that administers accounts. */
    public boolean administersAccounts(Api api, String path) {
        String line = path.replaceAll("\\{[^}]*}", "{}");
        return administration.stream()
                .anyMatch(call -> call.api() == api
                        && call.path().text().replaceAll("\\{[^}]*}", "{}").equals(line));
    }

    /** The operations of a version, by API. */
    public List<Operation> operations(ApiVersion version) {
        return operations.getOrDefault(version, List.of());
    }

    public Optional<Operation> operation(ApiVersion version, OperationId id) {
        return Optional.ofNullable(byId.getOrDefault(version, Map.of()).get(id));
    }

    /**
     * What a request line means.
     *
     * @param version the first segment of the path, as in {@code v6} or {@code latest}
     * @param method as in the request line, in capitals
     * @param api the second segment of the path
     * @param segments the rest of the path, split at {@code /} and then decoded once
     */
    public Match match(String version, String method, String api, List<String> segments) {
        Optional<ApiVersion> knownVersion = version(version);
        if (knownVersion.isEmpty()) {
            return new Match.UnknownVersion();
        }
        Optional<Api> knownApi = Api.parse(api);
        if (knownApi.isEmpty()) {
            return new Match.UnknownApi();
        }
        SegmentTree tree = trees.getOrDefault(knownVersion.get(), Map.of()).get(knownApi.get());
        if (tree == null) {
            return new Match.UnknownApi();
        }
        if (segments.equals(STATUS)) {
            return method.equals("GET")
                    ? new Match.Status(knownVersion.get(), knownApi.get())
                    : new Match.MethodNotAllowed(Set.of(HttpMethod.GET));
        }
        return match(tree.find(segments), method, segments);
    }

    private static Match match(SegmentTree.@Nullable Node node, String method, List<String> segments) {
        if (node == null) {
            return new Match.UnknownOperation();
        }
        if (node.operations.isEmpty()) {
            return node.administration.isEmpty()
                    ? new Match.UnknownOperation()
                    : new Match.AccountAdministration(node.administration);
        }
        Optional<HttpMethod> knownMethod = HttpMethod.parse(method);
        Operation operation = knownMethod.map(node.operations::get).orElse(null);
        return operation == null ? new Match.MethodNotAllowed(node.operations.keySet()) : bind(operation, segments);
    }

    private static Match bind(Operation operation, List<String> segments) {
        Map<String, String> parameters = new HashMap<>();
        List<PathTemplate.Segment> template = operation.path().segments();
        for (int i = 0; i < template.size(); i++) {
            if (template.get(i) instanceof PathTemplate.Parameter(String name)) {
                if (!ParameterValue.isWellFormed(name, segments.get(i))) {
                    return new Match.MalformedParameter(operation, name);
                }
                parameters.put(name, segments.get(i));
            }
        }
        return new Match.Known(operation, parameters);
    }
}
