package uk.wayleave.opendata.api;

import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import uk.wayleave.evidence.OpenOrigin;

/** Whether a value of a record's field was open data at a time. The value itself is not repeated. */
final class Origins {
    private static final Set<String> KNOWN = Set.of("reference", "field", "value", "time", "api-key");

    private final OpenOrigin origin;
    private final Clock clock;

    Origins(OpenOrigin origin, Clock clock) {
        this.origin = origin;
        this.clock = clock;
    }

    Answer answer(Ask ask) {
        Items.requireKnown(ask, KNOWN);
        String reference = required(ask, "reference");
        String field = required(ask, "field");
        Instant at = ask.parameter("time").map(Interval::begin).orElseGet(clock::instant);
        OpenOrigin.Finding finding = origin.of(reference, field, required(ask, "value"), at);
        ObjectNode page = JsonMapper.shared()
                .createObjectNode()
                .put("reference", reference)
                .put("field", field)
                .put("time", at.toString())
                .put("answer", finding.answer().name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .put("why", finding.why());
        finding.openSince().ifPresent(since -> page.put("open_since", since.toString()));
        page.put("attribution", Licence.ATTRIBUTION);
        return Answer.of(200, "application/json", JsonMapper.shared().writeValueAsBytes(page))
                .with("Cache-Control", "no-store");
    }

    private static String required(Ask ask, String name) {
        return ask.parameter(name)
                .orElseThrow(() ->
                        new BadAsk("The parameter " + name + " is missing. Ask with reference (of a permit, works,"
                                + " an activity or a Section 58), field, value and, unless now is meant, time."));
    }
}
