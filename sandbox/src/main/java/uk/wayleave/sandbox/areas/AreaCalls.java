package uk.wayleave.sandbox.areas;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import uk.wayleave.sandbox.call.Call;
import uk.wayleave.sandbox.call.Parts;
import uk.wayleave.sandbox.files.FileCalls;
import uk.wayleave.sandbox.record.Entry;
import uk.wayleave.sandbox.record.Kind;
import uk.wayleave.sandbox.record.StoredFile;
import uk.wayleave.sandbox.wire.Answer;
import uk.wayleave.sandbox.wire.Form;
import uk.wayleave.sandbox.wire.Json;

/**
 * Geographical areas: a file of USRNs under a name, by which an authority narrows its lists. The area has the name of
 * its file. The reference is a number, as V3's path says.
 */
public final class AreaCalls {
    private static final Pattern USRN = Pattern.compile("\\b\\d{1,8}\\b");

    private final Parts parts;
    private final FileCalls files;

    public AreaCalls(Parts parts, FileCalls files) {
        this.parts = parts;
        this.files = files;
    }

    public Answer create(Call call) {
        return parts.archive()
                .alone(() -> kept(call, Optional.empty())
                        .map(area -> Answer.created(parts.fit(
                                call,
                                "work.GeographicalAreaCreateResponse",
                                parts.entryView().full(area))))
                        .orElseGet(AreaCalls::refused));
    }

    public Answer update(Call call) {
        return parts.archive()
                .alone(() -> parts.archive()
                        .entry(Kind.GEOGRAPHICAL_AREA, call.at("geographicalAreaReferenceNumber"))
                        .map(area -> area.swaCode().equals(call.organisation())
                                ? kept(call, Optional.of(area))
                                        .map(changed -> Answer.noContent())
                                        .orElseGet(AreaCalls::refused)
                                : Answer.accessRestricted())
                        .orElseGet(() -> Answer.notFound("Geographical area")));
    }

    private static Answer refused() {
        return Answer.invalid("file", "must be a CSV file that holds USRNs");
    }

    /** Empty when the file holds no USRN. */
    private Optional<Entry> kept(Call call, Optional<Entry> known) {
        Optional<Form.Attachment> sent = call.form().file();
        ArrayNode usrns = Json.array();
        sent.ifPresent(file -> USRN.matcher(new String(file.content(), StandardCharsets.UTF_8))
                .results()
                .forEach(usrn -> usrns.add(usrn.group())));
        if (usrns.isEmpty()) {
            return Optional.empty();
        }
        StoredFile file = files.keep(
                call.account().emailAddress(),
                call.organisation(),
                sent.orElseThrow(),
                parts.archive().now());
        ObjectNode said = Json.object()
                .put("area_name", file.name().replaceFirst("\\.[^.]*$", ""))
                .put("file_id", file.id())
                .put("number_of_usrns", usrns.size());
        said.set("usrns", usrns);
        Entry area = known.map(old -> old.saying(parts.archive().now(), into -> into.setAll(said)))
                .orElseGet(() -> Entry.made(
                        Kind.GEOGRAPHICAL_AREA,
                        String.valueOf(parts.archive().nextNumber()),
                        said,
                        parts.archive().now(),
                        call.account().emailAddress(),
                        call.organisation()));
        parts.archive().keep(area);
        parts.archive().files().link(file.id(), area.reference());
        return Optional.of(area);
    }
}
