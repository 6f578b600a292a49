package uk.wayleave.sandbox.record;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;
import uk.wayleave.sandbox.wire.Json;

/**
 * A record whose content is what was said of it: a site, a fixed penalty notice, a Section 81 and so on. It never
 * changes; a change makes a new one.
 *
 * @param reference unique among its kind
 * @param said in the words of the answers that show it; never changed once the entry exists
 * @param created when it was made
 * @param modified when it last changed
 * @param account who made it
 * @param swaCode the organisation that made it
 */
public record Entry(
        Kind kind,
        String reference,
        ObjectNode said,
        Instant created,
        Instant modified,
        String account,
        String swaCode) {

    public static Entry made(Kind kind, String reference, ObjectNode said, Instant at, String account, String swaCode) {
        return new Entry(kind, reference, said, at, at, account, swaCode);
    }

    /** With something said differently. */
    public Entry saying(Instant at, Consumer<ObjectNode> change) {
        ObjectNode changed = said.deepCopy();
        change.accept(changed);
        return new Entry(kind, reference, changed, created, at, account, swaCode);
    }

    /** Text that is said of it; empty when nothing is. */
    public String text(String field) {
        return Json.string(said, field, "");
    }

    public boolean flag(String field) {
        return Json.flag(said, field);
    }

    public Optional<Instant> instant(String field) {
        return Json.instant(said, field);
    }
}
