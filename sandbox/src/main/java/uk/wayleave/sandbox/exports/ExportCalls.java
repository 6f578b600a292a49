package uk.wayleave.sandbox.exports;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;
import uk.wayleave.sandbox.call.Call;
import uk.wayleave.sandbox.call.Operation;
import uk.wayleave.sandbox.call.Page;
import uk.wayleave.sandbox.call.Parts;
import uk.wayleave.sandbox.lists.Listing;
import uk.wayleave.sandbox.lists.Lists;
import uk.wayleave.sandbox.permits.FeeMatrix;
import uk.wayleave.sandbox.record.Category;
import uk.wayleave.sandbox.wire.Answer;
import uk.wayleave.sandbox.wire.Json;
import uk.wayleave.sandbox.wire.JsonCriteria;

/**
 * The Data Export API. A job is done after some time; until then, and for whoever did not ask for it, the file is not
 * found, for DfT's files give no other answer. What it holds is what the list of the same name shows, without pages.
 */
public final class ExportCalls {
    private static final List<String> FEE_COLUMNS = List.of(
            "work_reference_number",
            "permit_reference_number",
            "promoter_organisation",
            "highway_authority",
            "work_category",
            "is_traffic_sensitive",
            "fee",
            "discount_percent",
            "amount");
    private static final List<String> OPEN_COLUMNS = List.of(
            "work_reference_number",
            "permit_reference_number",
            "promoter_swa_code",
            "promoter_organisation",
            "highway_authority_swa_code",
            "highway_authority",
            "street_name",
            "area_name",
            "town",
            "usrn",
            "road_category",
            "work_category",
            "traffic_management_type",
            "proposed_start_date",
            "proposed_end_date",
            "actual_start_date",
            "actual_stop_date",
            "work_status",
            "permit_status",
            "activity_type");

    private final Parts parts;
    private final Lists lists;
    private final Supplier<Duration> work;
    private final Map<Long, Export> exports = new ConcurrentSkipListMap<>();

    /** @param work how long a job takes */
    public ExportCalls(Parts parts, Lists lists, Supplier<Duration> work) {
        this.parts = parts;
        this.lists = lists;
        this.work = work;
    }

    /** A job that exports a list. */
    public Operation job(String type, Listing listing) {
        return call -> {
            Optional<String> swaCode = Json.string(call.body(), "swa_code");
            if (swaCode.isPresent() && !parts.access().actsFor(call.account(), swaCode.get())) {
                return Answer.accessRestricted();
            }
            List<String> columns = parts.shapes(call.version()).members(listing.shape());
            return begun(
                    call,
                    type,
                    () -> Csv.of(
                            columns,
                            listing.found(call.account(), new JsonCriteria(call.body())).stream()
                                    .map(row -> parts.fit(call, listing.shape(), row))
                                    .toList()));
        };
    }

    /** What the permits of an authority cost, or those of a promoter cost it. */
    public Answer fees(Call call) {
        Optional<String> swaCode = Json.string(call.body(), "swa_code");
        if (swaCode.isPresent() && !parts.access().actsFor(call.account(), swaCode.get())) {
            return Answer.accessRestricted();
        }
        JsonCriteria asked = new JsonCriteria(call.body());
        return begun(
                call,
                "FEE",
                () -> Csv.of(
                        FEE_COLUMNS,
                        lists.permits().found(call.account(), asked).stream()
                                .filter(row -> Json.string(call.body(), "swa_code_filter")
                                        .filter(code -> !isOfEither(row, code))
                                        .isEmpty())
                                .map(ExportCalls::fee)
                                .toList()));
    }

    private static boolean isOfEither(ObjectNode row, String code) {
        return Json.string(row, "promoter_swa_code", "").equals(code)
                || Json.string(row, "highway_authority_swa_code", "").equals(code);
    }

    private static ObjectNode fee(ObjectNode permit) {
        ObjectNode said = permit.deepCopy();
        int fee = FeeMatrix.fee(
                Category.ofCode(Json.string(permit, "work_category", "minor")),
                Json.flag(permit, "is_traffic_sensitive"));
        double discount = permit.path("assessment_discount").asDouble(0);
        return said.put("fee", fee).put("discount_percent", discount).put("amount", fee * (100 - discount) / 100);
    }

    private Answer begun(Call call, String type, Supplier<byte[]> content) {
        Instant now = parts.archive().now();
        Export export = new Export(
                parts.archive().nextNumber(),
                type,
                call.account(),
                Json.string(call.body(), "export_description", ""),
                call.body(),
                now,
                now.plus(work.get()),
                new Once(content));
        exports.put(export.id(), export);
        return Answer.ok(Json.object().put("csv_id", export.id()));
    }

    /** A content that stays what it was when it was first fetched. */
    private static final class Once implements Supplier<byte[]> {
        private final Supplier<byte[]> maker;
        private Optional<byte[]> made = Optional.empty();

        Once(Supplier<byte[]> maker) {
            this.maker = maker;
        }

        @Override
        public synchronized byte[] get() {
            byte[] content = made.orElseGet(maker);
            made = Optional.of(content);
            return content;
        }
    }

    public Answer get(Call call) {
        Instant now = parts.archive().now();
        String id = call.at("csvId");
        return Optional.of(id)
                .filter(text -> text.matches("\\d{1,15}"))
                .map(text -> exports.get(Long.parseLong(text)))
                .filter(export -> isOf(export, call) && !now.isBefore(export.ready()))
                .map(export -> Answer.file(
                        export.fileName(),
                        "text/csv; charset=utf-8",
                        export.content().get()))
                .orElseGet(() -> Answer.notFound("CSV"));
    }

    private static boolean isOf(Export export, Call call) {
        return export.account().emailAddress().equals(call.account().emailAddress());
    }

    /** The requester's own jobs, the latest first. */
    public Answer list(Call call) {
        Instant now = parts.archive().now();
        List<Export> own = exports.values().stream()
                .filter(export -> isOf(export, call))
                .toList()
                .reversed();
        return Page.of(
                call,
                own,
                export -> parts.fit(
                        call,
                        "reporting.CSVExportSummaryResponse",
                        Json.object()
                                .put("csv_export_id", export.id())
                                .put("filename", export.fileName())
                                .put("date_created", Json.text(export.created()))
                                .put("csv_export_status", export.status(now))
                                .put("csv_export_type", export.type())
                                .put("username", export.account().emailAddress())
                                .put("export_description", export.description())));
    }

    /** V3: the open data of an hour of the last two weeks: every permit of everybody. */
    public Answer activityData(Call call) {
        Instant now = parts.archive().now();
        Instant wanted = call.query().instant("csvExportDate").orElse(now);
        if (wanted.isAfter(now) || wanted.isBefore(now.minus(Duration.ofDays(14)))) {
            return Answer.invalid("csvExportDate", "must be a date within the last two weeks");
        }
        Instant hour = wanted.truncatedTo(ChronoUnit.HOURS);
        List<ObjectNode> rows = lists.everyPermit().stream()
                .filter(row -> Json.instant(row, "date_created")
                        .filter(at -> at.isBefore(hour))
                        .isPresent())
                .toList();
        return Answer.file("activity-data.csv", "text/csv; charset=utf-8", Csv.of(OPEN_COLUMNS, rows));
    }
}
