package uk.wayleave.sandbox.door;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import uk.wayleave.streetmanager.ApiVersion;
import uk.wayleave.streetmanager.Catalogue;

/** What the sandbox plays, by version, API, method and path. At each segment fixed text wins over a placeholder. */
public final class Routes {
    private final List<Route> all;
    private final Map<String, List<Compiled>> byMethodAndApi = new HashMap<>();

    private record Compiled(Route route, List<String> segments) {
        long placeholders() {
            return segments.stream().filter(Routes::isPlaceholder).count();
        }
    }

    /** A route and the values of the placeholders in its path. */
    public record Match(Route route, Map<String, String> path) {}

    public Routes(Playbook playbook, Catalogue catalogue) {
        all = List.copyOf(playbook.routes(catalogue));
        all.forEach(route -> byMethodAndApi
                .computeIfAbsent(key(route.version(), route.api(), route.method()), ignored -> new ArrayList<>())
                .add(new Compiled(route, route.segments())));
        byMethodAndApi
                .values()
                .forEach(routes -> routes.sort((one, other) -> Long.compare(one.placeholders(), other.placeholders())));
    }

    private static String key(ApiVersion version, String api, String method) {
        return version.segment() + " " + method + " " + api;
    }

    public List<Route> all() {
        return all;
    }

    /** @param segments of the path after the API, decoded */
    public Optional<Match> find(ApiVersion version, String api, String method, List<String> segments) {
        return byMethodAndApi.getOrDefault(key(version, api, method), List.of()).stream()
                .filter(compiled -> fits(compiled.segments(), segments))
                .findFirst()
                .map(compiled -> new Match(compiled.route(), values(compiled.segments(), segments)));
    }

    private static boolean fits(List<String> template, List<String> segments) {
        if (template.size() != segments.size()) {
            return false;
        }
        for (int i = 0; i < template.size(); i++) {
            if (!isPlaceholder(template.get(i)) && !template.get(i).equals(segments.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static Map<String, String> values(List<String> template, List<String> segments) {
        Map<String, String> values = HashMap.newHashMap(3);
        for (int i = 0; i < template.size(); i++) {
            String name = template.get(i);
            if (isPlaceholder(name)) {
                values.put(name.substring(1, name.length() - 1), segments.get(i));
            }
        }
        return values;
    }

    private static boolean isPlaceholder(String segment) {
        return segment.startsWith("{");
    }
}
