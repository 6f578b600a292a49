package uk.wayleave.opendata.api;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;
import uk.wayleave.streetmanager.use.MayUse;
import uk.wayleave.streetmanager.use.UseAnswerJson;

/** May I use this, and from where: for any operation of Street Manager, field and purpose. */
final class UseAnswers {
    private static final Set<String> OURS = Set.of("operation", "version", "purpose", "field", "api-key");

    private final MayUse use;

    UseAnswers(MayUse use) {
        this.use = use;
    }

    /** What is no parameter of ours is one of the call in mind. */
    Answer answer(Ask ask) {
        Map<String, String> call = new LinkedHashMap<>();
        ask.parameters().forEach((name, values) -> {
            if (!OURS.contains(name)) {
                call.put(name, values.getFirst());
            }
        });
        List<String> fields = ask.parameters().getOrDefault("field", List.of()).stream()
                .flatMap(value -> Stream.of(value.split(",", -1)))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
        Optional<String> operation = ask.parameter("operation");
        Optional<String> purpose = ask.parameter("purpose");
        if (operation.isEmpty() || purpose.isEmpty()) {
            throw new BadAsk("Name an operation, as in operation=work.GetPermit, and a purpose, as in"
                    + " purpose=journey-planning; fields with field=…");
        }
        return switch (use.read(operation.get(), ask.parameter("version"), purpose.get(), fields, call)) {
            case MayUse.Reading.NotUnderstood(String why) -> throw new BadAsk(why);
            case MayUse.Reading.Understood understood ->
                Answer.of(
                        200,
                        "application/json",
                        JsonMapper.shared()
                                .writeValueAsBytes(UseAnswerJson.of(use.answer(understood.question()), ask.base())));
        };
    }
}
