package uk.wayleave.gateway.refusal;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import uk.wayleave.evidence.Receipt;
import uk.wayleave.framework.Breach;
import uk.wayleave.framework.ClauseId;
import uk.wayleave.framework.Instruction;
import uk.wayleave.framework.OperationId;
import uk.wayleave.gateway.call.Incoming;
import uk.wayleave.gateway.call.Reply;
import uk.wayleave.gateway.governor.Limit;
import uk.wayleave.gateway.governor.Shortage;
import uk.wayleave.streetmanager.OpenEquivalent;
import uk.wayleave.streetmanager.OpenQuery;
import uk.wayleave.streetmanager.Operation;

/**
 * Writes refusals as RFC 9457 problems, with the clauses breached, why and the cure; but a missing or bad token as
 * Street Manager's own 401, on which its clients sign in again.
 */
public final class Problems {
    private static final String TYPE = "application/problem+json";
    private static final String KIND = "urn:wayleave:problem:";

    private final JsonMapper mapper = JsonMapper.shared();
    private final URI openData;
    private final AskForInstruction asking;

    /**
     * @param openData where a caller with an other use finds open data; a path on this door is our own open API
     * @param controlPlane where a caller asks for an instruction, where it is known
     */
    public Problems(URI openData, Optional<URI> controlPlane) {
        this.openData = openData;
        this.asking = new AskForInstruction(controlPlane);
    }

    /** The reply that a caller gets. */
    public Reply reply(UUID call, Refusal refusal, Optional<Receipt> receipt) {
        return reply(call, refusal, receipt, Optional.empty());
    }

    /** The same, knowing what was asked: a refused other use is pointed to the open query that answers this very call. */
    public Reply reply(Incoming incoming, Refusal refusal, Optional<Receipt> receipt) {
        return reply(incoming.id(), refusal, receipt, Optional.of(incoming));
    }

    private Reply reply(UUID call, Refusal refusal, Optional<Receipt> receipt, Optional<Incoming> incoming) {
        List<Reply.Header> headers = new ArrayList<>();
        headers.add(new Reply.Header("Cache-Control", "no-store"));
        headers.add(new Reply.Header("Wayleave-Call", call.toString()));
        headers.add(new Reply.Header("Wayleave-Upstream", refusal.upstream().wireName()));
        receipt.ifPresent(given ->
                headers.add(new Reply.Header("Wayleave-Receipt", given.id().toString())));
        if (refusal instanceof Refusal.NotAuthenticated) {
            headers.add(new Reply.Header("WWW-Authenticate", "Bearer"));
            return new Reply(
                    401,
                    headers,
                    new Reply.Content.Whole(
                            "application/json",
                            mapper.writeValueAsBytes(
                                    mapper.createObjectNode().put("message", "Authentication failed"))));
        }
        ObjectNode problem = mapper.createObjectNode();
        problem.put("type", KIND + codeOf(refusal));
        problem.put("title", titleOf(refusal));
        problem.put("status", statusOf(refusal));
        problem.put("detail", detailOf(refusal));
        problem.put("instance", "urn:uuid:" + call);
        problem.put("upstream", refusal.upstream().wireName());
        receipt.ifPresent(given -> problem.put("receipt", given.id().toString()));
        members(refusal, problem, headers, incoming);
        return new Reply(statusOf(refusal), headers, new Reply.Content.Whole(TYPE, mapper.writeValueAsBytes(problem)));
    }

    public int statusOf(Refusal refusal) {
        return switch (refusal) {
            case Refusal.NotAuthenticated _ -> 401;
            case Refusal.ByFramework byFramework -> byFramework.status();
            case Refusal.BadRequest badRequest -> badRequest.status();
            case Refusal.OverLimit _ -> 429;
            case Refusal.Failed failed -> failed.status();
        };
    }

    /** Stable, for scripts and the ledger. */
    public String codeOf(Refusal refusal) {
        return switch (refusal) {
            case Refusal.NotAuthenticated _ -> "not-authenticated";
            case Refusal.ByFramework _ -> "refused-by-framework";
            case Refusal.BadRequest badRequest -> badRequest.code();
            case Refusal.OverLimit over -> over.shortage().limit().code();
            case Refusal.Failed failed -> failed.code();
        };
    }

    private static String titleOf(Refusal refusal) {
        return switch (refusal) {
            case Refusal.NotAuthenticated _ -> "Authentication failed";
            case Refusal.ByFramework byFramework -> "Refused under " + clauses(byFramework.breaches());
            case Refusal.BadRequest _ -> "The request cannot be taken";
            case Refusal.OverLimit _ -> "Too many calls";
            case Refusal.Failed _ -> "The call cannot go on";
        };
    }

    private static String detailOf(Refusal refusal) {
        return switch (refusal) {
            case Refusal.NotAuthenticated _ -> "No token, or one that is wrong, expired or ended.";
            case Refusal.ByFramework byFramework ->
                byFramework.breaches().stream()
                        .map(breach -> breach.rule().reason())
                        .distinct()
                        .collect(Collectors.joining(" "));
            case Refusal.BadRequest badRequest -> badRequest.detail();
            case Refusal.OverLimit over -> overLimit(over.shortage());
            case Refusal.Failed failed -> failed.detail();
        };
    }

    private void members(Refusal refusal, ObjectNode problem, List<Reply.Header> headers, Optional<Incoming> incoming) {
        switch (refusal) {
            case Refusal.NotAuthenticated _ -> {}
            case Refusal.ByFramework byFramework -> byFramework(byFramework, problem, headers, incoming);
            case Refusal.BadRequest badRequest -> badRequest.where().ifPresent(where -> problem.put("where", where));
            case Refusal.OverLimit(Shortage shortage, List<Breach> breaches) -> {
                problem.put("limit", shortage.limit().wireName());
                problem.put(unitOf(shortage.limit()), shortage.places());
                if (!breaches.isEmpty()) {
                    clauses(breaches, problem);
                }
                problem.put("window_seconds", shortage.window().toSeconds());
                headers.add(new Reply.Header("Retry-After", seconds(shortage.retryAfter())));
            }
            case Refusal.Failed failed ->
                failed.retryAfter().ifPresent(wait -> headers.add(new Reply.Header("Retry-After", seconds(wait))));
        }
    }

    private void byFramework(
            Refusal.ByFramework refusal, ObjectNode problem, List<Reply.Header> headers, Optional<Incoming> incoming) {
        clauses(refusal.breaches(), problem);
        if (!refusal.allow().isEmpty()) {
            headers.add(new Reply.Header("Allow", String.join(", ", new TreeSet<>(refusal.allow()))));
        }
        if (refusal.breaches().stream().anyMatch(breach -> breach.rule().id().startsWith("A1.no-instruction"))) {
            citable(refusal.citable(), problem.putArray("instructions"));
        }
        refusal.opening().ifPresent(opening -> {
            problem.put("opens", opening.at().toString());
            headers.add(new Reply.Header("Retry-After", seconds(opening.in())));
        });
        refusal.ask().ifPresent(ask -> asking.writeInto(problem.putObject("access_request"), ask));
        if (isOtherUse(refusal.breaches())) {
            Optional<OpenQuery> query = refusal.operation().flatMap(operation -> openQuery(operation, incoming));
            String href = query.map(known -> openData + known.target()).orElse(openData.toString());
            headers.add(new Reply.Header("Link", "<" + href + ">; rel=\"alternate\""));
            ObjectNode open = problem.putObject("open_data").put("href", href);
            openData(refusal.operation(), open);
            query.ifPresent(known -> {
                ArrayNode left = open.putArray("parameters_left_out");
                known.left().forEach(left::add);
            });
        }
    }

    private static void clauses(List<Breach> breaches, ObjectNode problem) {
        ArrayNode clauses = problem.putArray("clauses");
        for (Breach breach : breaches) {
            ObjectNode written = clauses.addObject();
            written.put("clause", breach.clause().toString());
            written.put("rule", breach.rule().id());
            written.put("reason", breach.rule().reason());
            written.put("cure", breach.rule().cure());
            if (!breach.detail().isBlank()) {
                written.put("detail", breach.detail());
            }
        }
    }

    /** Framework A1: the instructions that the caller could cite for this very call. */
    private static void citable(List<Instruction> instructions, ArrayNode into) {
        for (Instruction instruction : instructions) {
            ObjectNode written = into.addObject();
            written.put("id", instruction.id().toString());
            written.put("purpose", instruction.purpose().wireName());
            written.put(
                    "kind", instruction.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'));
            written.put("until", instruction.until().toString());
            ArrayNode operations = written.putArray("operations");
            instruction.operations().stream().map(OperationId::value).sorted().forEach(operations::add);
        }
    }

    /** Framework A5, P3: every other use is served from open data; this is what it has of the same thing. */
    private void openData(Optional<Operation> operation, ObjectNode into) {
        into.put("licence", "Open Government Licence v3.0");
        OpenEquivalent open = operation
                .map(Operation::openEquivalent)
                .filter(known -> known.topic() != OpenEquivalent.Topic.NONE)
                .orElse(null);
        if (open == null) {
            into.put("available", false);
            into.put("note", "The open data stream has nothing that answers this call.");
            return;
        }
        into.put("available", true);
        into.put("topic", open.topic().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        ArrayNode fields = into.putArray("open_fields");
        new TreeSet<>(open.fields().keySet()).forEach(fields::add);
        ArrayNode never = into.putArray("never_open_fields");
        new TreeSet<>(open.neverOpen()).forEach(never::add);
    }

    /** Only our own open API has such queries; DfT's page has none. */
    private Optional<OpenQuery> openQuery(Operation operation, Optional<Incoming> incoming) {
        if (openData.isAbsolute()) {
            return Optional.empty();
        }
        return incoming.flatMap(call -> {
            Map<String, String> parameters = new LinkedHashMap<>();
            call.query().forEach(parameter -> parameters.putIfAbsent(parameter.name(), parameter.value()));
            return OpenQuery.of(operation, call.segments(), parameters);
        });
    }

    private static boolean isOtherUse(List<Breach> breaches) {
        return breaches.stream().anyMatch(breach -> switch (breach.clause()) {
            case A5, A5A, A5B, A5C, A5D, A5E, P3 -> true;
            default -> false;
        });
    }

    private static String clauses(List<Breach> breaches) {
        return breaches.stream()
                .map(Breach::clause)
                .distinct()
                .map(ClauseId::toString)
                .collect(Collectors.joining(", "));
    }

    /** What is used up, and whose it is; nothing of what others did. */
    private static String overLimit(Shortage shortage) {
        long calls = shortage.places();
        return switch (shortage.limit()) {
            case BUDGET, BUDGET_UNKNOWN ->
                "All " + calls + " calls a minute that this gateway may make to Street Manager are in use, or kept for"
                        + " writes.";
            case INTEGRATOR_SHARE ->
                "The integrator has used its share, now " + calls + " calls a minute, of the calls that all"
                        + " integrators share.";
            case CONTROLLER_SHARE ->
                "The Controller's share, now " + calls + " calls a minute, of the calls that all Controllers share has"
                        + " been used.";
            case POLLING ->
                "The same was asked for less than " + shortage.window().toSeconds() + " s ago. Poll less often, or use"
                        + " notifications.";
            case JOB_POLLING ->
                "The same job was asked after less than " + shortage.window().toSeconds() + " s ago.";
            case HARVEST_RECORDS ->
                "Under this agreement " + calls + " different records of other organisations were read within an hour,"
                        + " which is as many as may be. Those read may be read again.";
            case HARVEST_SEQUENCE ->
                "Under this agreement records of other organisations were read whose references follow each other, as"
                        + " many as may be within an hour: " + calls + ".";
            case HARVEST_ROWS ->
                "Under this agreement " + calls
                        + " rows of other organisations, or more, were read from lists within an"
                        + " hour, which is as many as may be. Pages that were read may be read again.";
            case HARVEST_AREA ->
                "Under this agreement as much of the map was searched within an hour as may be: " + calls
                        + " square kilometres. The same areas may be searched again.";
        };
    }

    private static String unitOf(Limit limit) {
        return switch (limit) {
            case BUDGET, INTEGRATOR_SHARE, CONTROLLER_SHARE, POLLING, JOB_POLLING, BUDGET_UNKNOWN -> "calls";
            case HARVEST_RECORDS, HARVEST_SEQUENCE -> "records";
            case HARVEST_ROWS -> "rows";
            case HARVEST_AREA -> "square_kilometres";
        };
    }

    /** Rounded up: who comes back by then must not be too early. */
    private static String seconds(Duration wait) {
        return Long.toString(Math.max(1, Math.ceilDiv(wait.toMillis(), 1000L)));
    }

    /** For callers that never became a call: what HTTP itself forbids. */
    public Reply badHttp(UUID call, int status, String code, String detail) {
        return reply(call, Refusal.BadRequest.of(status, code, detail), Optional.empty());
    }
}
