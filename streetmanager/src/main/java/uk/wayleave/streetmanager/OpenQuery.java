package uk.wayleave.streetmanager;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The open query that answers one call of an operation, with its parameters: what a caller with an other use is pointed
 * to (framework A5).
 *
 * @param target below the address of the open API: a path with its query
 * @param left parameters of the call that the open query does not carry
 */
public record OpenQuery(String target, List<String> left) {
    private static final String GRID = "http://www.opengis.net/def/crs/EPSG/0/27700";

    /** Street Manager's query parameters and the filters of the open API that mean the same. */
    private static final Map<String, String> FILTERS = Map.of(
            "work_reference_number", "work_reference_number",
            "swa_code", "promoter_swa_code",
            "usrn", "usrn",
            "street_descriptor", "street_name",
            "work_status", "work_status_ref",
            "work_category", "work_category_ref",
            "section_58_status", "section_58_status",
            "activity_activity_type", "activity_type");

    private static final List<String> BOX = List.of("minEasting", "minNorthing", "maxEasting", "maxNorthing");
    private static final List<String> FROM = List.of("work_end_date_from", "start_date_from", "start_date");
    private static final List<String> TO = List.of("work_start_date_to", "start_date_to", "end_date");

    public OpenQuery {
        left = List.copyOf(left);
    }

    /**
     * The query that answers this call; empty where nothing open does.
     *
     * @param segments of the path below version and API, decoded
     * @param query its parameters, decoded; of those that came several times the first counts
     */
    public static Optional<OpenQuery> of(Operation operation, List<String> segments, Map<String, String> query) {
        Optional<String> collection = switch (operation.openEquivalent().topic()) {
            case PERMIT -> Optional.of("permits");
            case ACTIVITY -> Optional.of("activities");
            case SECTION_58 -> Optional.of("section-58s");
            case NONE -> Optional.empty();
        };
        return collection.map(name -> of(name, inPath(operation, segments), query));
    }

    private static OpenQuery of(String collection, Map<String, String> path, Map<String, String> query) {
        String items = "/collections/" + collection + "/items";
        for (String parameter :
                List.of("permitReferenceNumber", "activityReferenceNumber", "section58ReferenceNumber")) {
            String reference = path.get(parameter);
            if (reference != null) {
                return new OpenQuery(items + "/" + encoded(reference), List.copyOf(query.keySet()));
            }
        }
        String works = path.get("workReferenceNumber");
        if (works != null) {
            return new OpenQuery("/works/" + encoded(works), List.copyOf(query.keySet()));
        }
        return list(items, query);
    }

    private static OpenQuery list(String items, Map<String, String> query) {
        Map<String, String> open = new LinkedHashMap<>();
        Map<String, String> left = new LinkedHashMap<>(query);
        FILTERS.forEach((name, filter) -> Optional.ofNullable(left.remove(name))
                .filter(value -> !value.isBlank())
                .ifPresent(value -> open.put(filter, value)));
        if (left.keySet().containsAll(BOX)) {
            open.put("bbox", BOX.stream().map(left::remove).collect(Collectors.joining(",")));
            open.put("bbox-crs", GRID);
        }
        String from = taken(FROM, left);
        String to = taken(TO, left);
        if (!from.isEmpty() || !to.isEmpty()) {
            open.put("datetime", (from.isEmpty() ? ".." : from) + "/" + (to.isEmpty() ? ".." : to));
        }
        String text = open.entrySet().stream()
                .map(entry -> encoded(entry.getKey()) + "=" + encoded(entry.getValue()))
                .collect(Collectors.joining("&"));
        return new OpenQuery(items + (text.isEmpty() ? "" : "?" + text), List.copyOf(left.keySet()));
    }

    private static String taken(List<String> names, Map<String, String> from) {
        for (String name : names) {
            String value = from.remove(name);
            if (value != null && !value.isBlank()) {
                return value;
            }
        }
        return "";
    }

    private static Map<String, String> inPath(Operation operation, List<String> segments) {
        Map<String, String> values = new LinkedHashMap<>();
        List<PathTemplate.Segment> template = operation.path().segments();
        for (int i = 0; i < Math.min(template.size(), segments.size()); i++) {
            if (template.get(i) instanceof PathTemplate.Parameter(String name)) {
                values.put(name, segments.get(i));
            }
        }
        return values;
    }

    private static String encoded(String text) {
        List<String> plain = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            plain.add(URLEncoder.encode(part, StandardCharsets.UTF_8)
                    .replace("+", "%20")
                    .replace("%3A", ":"));
        }
        return String.join(",", plain);
    }
}
