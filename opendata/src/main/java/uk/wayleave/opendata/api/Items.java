package uk.wayleave.opendata.api;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import uk.wayleave.opendata.event.ObjectKind;
import uk.wayleave.opendata.geometry.Crs;
import uk.wayleave.opendata.geometry.Transformation;
import uk.wayleave.opendata.store.Cursor;
import uk.wayleave.opendata.store.Filter;
import uk.wayleave.opendata.store.OpenObject;
import uk.wayleave.opendata.store.RecordPage;
import uk.wayleave.opendata.store.RecordQuery;
import uk.wayleave.opendata.store.Records;

/** The records of a collection, and one of them (OGC API Features part 1 section 7.15 and 7.16, part 2). */
final class Items {
    static final int LIMIT = 10;
    private static final Set<String> KNOWN =
            Set.of("bbox", "bbox-crs", "crs", "datetime", "limit", "f", "cursor", "api-key");

    private final Records records;
    private final Transformation transformation;
    private final Features features;
    private final Csv csv;

    Items(Records records, Transformation transformation) {
        this.records = records;
        this.transformation = transformation;
        this.features = new Features(transformation);
        this.csv = new Csv(transformation);
    }

    Answer page(Ask ask, ObjectKind kind) {
        Crs crs = crs(ask, "crs");
        Format format = Format.of(ask);
        RecordPage page = records.page(query(ask, kind));
        Optional<String> next = page.next().map(cursor -> ask.urlWith(Map.of("cursor", cursor.text())));
        Answer answer = switch (format) {
            case GEOJSON -> Answer.of(200, format.type(), collection(ask, page.records(), next, crs));
            case CSV -> Answer.of(200, format.type(), csv(kind, page.records(), crs));
            case NDJSON -> Answer.of(200, format.type(), lines(page.records(), crs));
        };
        Answer linked = answer.with("Content-Crs", "<" + crs.uri() + ">");
        return next.map(url -> linked.with("Link", "<" + url + ">; rel=\"next\""))
                .orElse(linked);
    }

    Answer item(Ask ask, ObjectKind kind, String reference) {
        requireKnown(ask, Set.of("crs", "f", "api-key"));
        Crs crs = crs(ask, "crs");
        Format format = Format.of(ask);
        Optional<OpenObject> found = records.find(kind, reference);
        if (found.isEmpty()) {
            return Problem.of(404, "There is no such record in the open data.");
        }
        String text = switch (format) {
            case GEOJSON -> item(ask, found.get(), crs);
            case CSV -> csv(kind, List.of(found.get()), crs);
            case NDJSON -> lines(List.of(found.get()), crs);
        };
        return Answer.of(200, format.type(), text).with("Content-Crs", "<" + crs.uri() + ">");
    }

    private String item(Ask ask, OpenObject record, Crs crs) {
        String feature = features.feature(record, crs);
        StringBuilder text = new StringBuilder(feature.length() + 800);
        text.append(feature, 0, feature.length() - 1).append(",\"attribution\":");
        Features.quoted(Licence.ATTRIBUTION, text);
        String self =
                ask.base() + "/collections/" + record.kind().collection() + "/items/" + Ask.encoded(record.reference());
        text.append(",\"links\":[");
        link("self", Format.GEOJSON.type(), self, text);
        text.append(',');
        link("alternate", "text/csv", self + "?f=csv", text);
        text.append(',');
        link("alternate", Format.NDJSON.type(), self + "?f=ndjson", text);
        text.append(',');
        link(
                "collection",
                "application/json",
                ask.base() + "/collections/" + record.kind().collection(),
                text);
        if (!record.works().isEmpty()) {
            text.append(',');
            link("related", "application/json", ask.base() + "/works/" + Ask.encoded(record.works()), text);
        }
        text.append(',');
        link("license", "text/html", Licence.URL, text);
        return text.append("]}").toString();
    }

    private String collection(Ask ask, List<OpenObject> page, Optional<String> next, Crs crs) {
        StringBuilder text = new StringBuilder(1024 + page.size() * 1800);
        text.append("{\"type\":\"FeatureCollection\",\"numberReturned\":").append(page.size());
        text.append(",\"attribution\":");
        Features.quoted(Licence.ATTRIBUTION, text);
        text.append(",\"links\":[");
        link("self", Format.GEOJSON.type(), ask.urlWith(Map.of()), text);
        text.append(',');
        link("alternate", "text/csv", ask.urlWith(Map.of("f", "csv")), text);
        text.append(',');
        link("alternate", Format.NDJSON.type(), ask.urlWith(Map.of("f", "ndjson")), text);
        text.append(',');
        link("license", "text/html", Licence.URL, text);
        next.ifPresent(url -> {
            text.append(',');
            link("next", Format.GEOJSON.type(), url, text);
        });
        text.append("],\"features\":[");
        for (int i = 0; i < page.size(); i++) {
            if (i > 0) {
                text.append(",\n");
            }
            features.feature(page.get(i), crs, text);
        }
        return text.append("]}").toString();
    }

    private static void link(String rel, String type, String href, StringBuilder into) {
        into.append("{\"rel\":\"")
                .append(rel)
                .append("\",\"type\":\"")
                .append(type)
                .append("\",\"href\":");
        Features.quoted(href, into);
        into.append('}');
    }

    private String csv(ObjectKind kind, List<OpenObject> page, Crs crs) {
        StringBuilder text = new StringBuilder(csv.header(kind));
        page.forEach(record -> text.append(csv.row(record, crs)));
        return text.toString();
    }

    private String lines(List<OpenObject> page, Crs crs) {
        StringBuilder text = new StringBuilder();
        for (OpenObject record : page) {
            features.feature(record, crs, text);
            text.append('\n');
        }
        return text.toString();
    }

    RecordQuery query(Ask ask, ObjectKind kind) {
        requireKnown(ask, KNOWN);
        RecordQuery query = RecordQuery.all(kind, limit(ask)).where(filters(ask));
        Optional<Box> box = ask.parameter("bbox").map(text -> Box.of(text, crs(ask, "bbox-crs"), transformation));
        if (box.isPresent()) {
            query = query.within(box.get().grid(), box.get().touches());
        }
        Optional<Interval> during = ask.parameter("datetime").map(Interval::of);
        if (during.isPresent()) {
            query = query.during(during.get().from(), during.get().to());
        }
        return query.from(ask.parameter("cursor")
                .map(text -> Cursor.of(text)
                        .orElseThrow(
                                () -> new BadAsk("The cursor is none of ours. Follow the link to the next page."))));
    }

    /** OGC API Features, /req/core/query-param-unknown. */
    static void requireKnown(Ask ask, Set<String> known) {
        List<String> unknown = new ArrayList<>();
        for (String name : ask.parameters().keySet()) {
            if (!known.contains(name)
                    && (!known.equals(KNOWN) || Filter.of(name).isEmpty())) {
                unknown.add(name);
            }
        }
        if (!unknown.isEmpty()) {
            throw new BadAsk("There is no parameter " + String.join(", ", unknown) + " here; /open/api has those that"
                    + " are.");
        }
    }

    private static Map<Filter, String> filters(Ask ask) {
        Map<Filter, String> filters = new EnumMap<>(Filter.class);
        for (String name : ask.parameters().keySet()) {
            Optional<Filter> filter = Filter.of(name);
            if (filter.isPresent()) {
                String value =
                        ask.parameter(name).orElseThrow(() -> new BadAsk("The parameter " + name + " is empty."));
                if (filters.put(filter.get(), normal(filter.get(), value)) != null) {
                    throw new BadAsk("The parameter " + name + " came under two of its names.");
                }
            }
        }
        return filters;
    }

    private static String normal(Filter filter, String value) {
        return switch (filter) {
            case STREET, WORKS -> value.toUpperCase(Locale.ROOT);
            case AUTHORITY, PROMOTER -> value.matches("\\d{1,3}") ? "0".repeat(4 - value.length()) + value : value;
            case USRN, STATUS, PERMIT_STATUS, CATEGORY, TRAFFIC_MANAGEMENT, ACTIVITY_TYPE -> value;
        };
    }

    private static int limit(Ask ask) {
        String text = ask.parameter("limit").orElse(Integer.toString(LIMIT));
        if (!text.matches("\\d{1,9}") || Integer.parseInt(text) < 1) {
            throw new BadAsk("The parameter limit is a number from 1 to " + RecordQuery.LIMIT_AT_MOST + ".");
        }
        // /req/core/fc-limit-response-1: more than the maximum is the maximum.
        return Math.min(Integer.parseInt(text), RecordQuery.LIMIT_AT_MOST);
    }

    static Crs crs(Ask ask, String parameter) {
        return ask.parameter(parameter)
                .map(text -> Crs.of(text)
                        .orElseThrow(() -> new BadAsk(
                                "The parameter " + parameter + " names a system that is not served: " + Crs.CRS84.uri()
                                        + ", " + Crs.EPSG_4326.uri() + " or " + Crs.EPSG_27700.uri() + ".")))
                .orElse(Crs.CRS84);
    }
}
