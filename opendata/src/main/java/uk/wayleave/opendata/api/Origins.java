package uk.wayleave.opendata.api;

import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import uk.wayleave.evidence.OpenOrigin;

/** Whether a value of a record's field was open data at a time. The value itself is not repeated. */
final class Origins {
    private final OpenOrigin origin;
    private final Clock clock;

    Origins(OpenOrigin origin, Clock clock) {
        this.origin = origin;
        this.clock = clock;
    }

    Answer answer(Ask ask) {
        if (OriginAsk.hasValueInAddress(ask)) {
            throw new BadAsk(OriginAsk.CURE);
        }
        if (!OriginAsk.isPosted(ask)) {
            return Problem.of(
                            405,
                            "Post a JSON object or a form with reference, field, value and, unless now is meant, time.")
                    .with("Allow", "POST");
        }
        Items.requireKnown(ask, Set.of("f", "api-key"));
        Map<String, String> given = OriginAsk.members(ask);
        String reference = required(given, "reference");
        String field = required(given, "field");
        Instant at = Optional.ofNullable(given.get("time"))
                .filter(text -> !text.isEmpty())
                .map(Interval::begin)
                .orElseGet(clock::instant);
        OpenOrigin.Finding finding = origin.of(reference, field, required(given, "value"), at);
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

    private static String required(Map<String, String> given, String name) {
        return Optional.ofNullable(given.get(name))
                .filter(text -> !text.isBlank())
                .orElseThrow(
                        () -> new BadAsk("The member " + name + " is missing. Ask with reference (of a permit, works,"
                                + " an activity or a Section 58), field, value and, unless now is meant, time."));
    }
}
