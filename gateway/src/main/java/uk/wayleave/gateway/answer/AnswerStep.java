package uk.wayleave.gateway.answer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;
import uk.wayleave.framework.Breach;
import uk.wayleave.framework.Effect;
import uk.wayleave.framework.Rule;
import uk.wayleave.framework.Tier;
import uk.wayleave.framework.clause.FurtherRules;
import uk.wayleave.framework.field.AppliedProfile;
import uk.wayleave.framework.field.DataClass;
import uk.wayleave.framework.field.FieldGrants;
import uk.wayleave.framework.field.FieldTreatment;
import uk.wayleave.framework.field.Whose;
import uk.wayleave.gateway.account.OwnReferences;
import uk.wayleave.gateway.account.Placed;
import uk.wayleave.gateway.call.Passage;
import uk.wayleave.gateway.call.UpstreamState;
import uk.wayleave.gateway.csv.CsvWalk;
import uk.wayleave.gateway.csv.UnusableCsv;
import uk.wayleave.gateway.decision.Judged;
import uk.wayleave.gateway.forward.AlarmKind;
import uk.wayleave.gateway.forward.Forwarded;
import uk.wayleave.gateway.forward.Sent;
import uk.wayleave.gateway.forward.Spool;
import uk.wayleave.gateway.forward.SpoolSettings;
import uk.wayleave.gateway.forward.StreetManager;
import uk.wayleave.gateway.refusal.Refusal;
import uk.wayleave.gateway.refusal.Refused;
import uk.wayleave.register.holding.Holdings;
import uk.wayleave.screening.Screening;
import uk.wayleave.streetmanager.AnswerShape;
import uk.wayleave.streetmanager.ApiVersion;
import uk.wayleave.streetmanager.Catalogue;
import uk.wayleave.streetmanager.Content;
import uk.wayleave.streetmanager.CsvTable;
import uk.wayleave.streetmanager.CsvTables;
import uk.wayleave.streetmanager.FileType;
import uk.wayleave.streetmanager.Operation;
import uk.wayleave.streetmanager.Ownership;
import uk.wayleave.streetmanager.Shape;

/** What of the answer this Controller may have: whose record it is, of which tier, without what is withheld. */
public final class AnswerStep {
    private static final Logger LOG = LoggerFactory.getLogger(AnswerStep.class);
    private static final int DEEPEST = 200;

    private final JsonFactory json = StrictJson.nested(DEEPEST);
    private final JsonFactory scanned = StrictJson.scanned(DEEPEST);

    private final Map<Operation, AnswerPlan> plans = new ConcurrentHashMap<>();
    private final StreetManager streetManager;
    private final Catalogue catalogue;
    private final CsvTables tables;
    private final OwnSeen ownSeen;
    private final OwnReferences references;
    private final SpoolSettings spools;
    private final Screening screening;
    private final UpstreamErrors errors;

    public AnswerStep(
            StreetManager streetManager,
            Catalogue catalogue,
            Holdings holdings,
            OwnReferences references,
            SpoolSettings spools,
            Screening screening) {
        this.streetManager = streetManager;
        this.catalogue = catalogue;
        this.tables = CsvTables.of(catalogue);
        this.ownSeen = new OwnSeen(holdings);
        this.references = references;
        this.spools = spools;
        this.screening = screening;
        this.errors = new UpstreamErrors(spools);
    }

    public Checked check(Passage passage, Forwarded forwarded) {
        Checked checked = checked(passage, forwarded);
        refuseSecrets(passage, checked, checked.body());
        return checked;
    }

    /** Framework A3: the account is the Controller's; what signs it in is not told, even if Street Manager does. */
    private void refuseSecrets(Passage passage, Checked checked, Spool body) {
        boolean found;
        try {
            found = streetManager.tellsSecrets(checked.judged().caller().controller(), body);
        } catch (IOException lost) {
            throw new Refused(Refusal.Failed.of(
                    503, "answer-lost", "The checked answer could not be read back.", passage.upstream()));
        }
        if (found) {
            LOG.error(
                    "An answer of {} was withheld: it has a user name, password or token of the account in it.",
                    checked.judged().requested().operation());
            throw unusable(passage, "It repeats what signs the Controller's account in.");
        }
    }

    private Checked checked(Passage passage, Forwarded forwarded) {
        Sent.Answered answer = forwarded.answer();
        Judged judged = forwarded.placed().judged();
        if (answer.status() < 200 || answer.status() > 299) {
            Spool error = errors.released(passage, answer);
            passage.keeps(error);
            Checked checked = new Checked(
                    judged,
                    answer.status(),
                    error,
                    Checked.JSON,
                    judged.subject().tier(),
                    Masked.nothing(),
                    0,
                    0);
            // Of a long message only the beginning is released, which may end in the midst of what is looked for.
            refuseSecrets(passage, checked, answer.body());
            return checked;
        }
        return switch (judged.requested().operation().answer()) {
            case AnswerShape.Json(Shape shape) when answer.body().size() > 0 -> record(passage, forwarded, shape);
            case AnswerShape.Json _
            when judged.requested().operation().effect() == Effect.READ -> throw unusable(passage, "It is empty.");
            case AnswerShape.Json _, AnswerShape.Empty _ -> withoutBody(passage, judged, answer.status());
            case AnswerShape.Opaque(Content content) -> {
                // Not made yet, or not yet scanned for viruses (DfT, resource guide V3, get file endpoint).
                if (answer.status() == 204) {
                    yield withoutBody(passage, judged, answer.status());
                }
                if (answer.body().size() == 0) {
                    throw unusable(passage, "It is empty.");
                }
                yield content == Content.CSV ? csv(passage, forwarded) : file(passage, forwarded);
            }
        };
    }

    private Checked withoutBody(Passage passage, Judged judged, int status) {
        Spool nothing = nothing(passage);
        passage.keeps(nothing);
        return new Checked(judged, status, nothing, Checked.JSON, Tier.T0, Masked.nothing(), 0, 0);
    }

    /** Whose it is was settled before it was asked for; no value in it is masked. */
    private static Checked file(Passage passage, Forwarded forwarded) {
        Judged judged = forwarded.placed().judged();
        Spool body = forwarded.answer().body();
        try {
            FileType type = FileAnswer.typeOf(body, forwarded.answer().contentType());
            return new Checked(
                    judged,
                    forwarded.answer().status(),
                    body,
                    type.mediaType(),
                    judged.requested().operation().tier(),
                    Masked.nothing(),
                    0,
                    0);
        } catch (UnusableAnswer unusable) {
            throw unusable(passage, unusable.why());
        } catch (IOException spoolFailed) {
            throw noRoom(passage);
        }
    }

    private Checked csv(Passage passage, Forwarded forwarded) {
        Judged judged = forwarded.placed().judged();
        CsvTable table = tableOf(forwarded.placed());
        OwnerInAnswer owner = owner(forwarded.placed());
        AppliedProfile profile = judged.permit().fields();
        // A column is open or not for all lines alike, so others' come along only where their closed fields are open.
        boolean anothersToo =
                table.foreignTier().filter(judged.grantedTier()::includes).isPresent()
                        && profile.treatment(DataClass.CLOSED, false, false, Whose.ANOTHERS) == FieldTreatment.RELEASE;
        Spans spans = new Spans(screening);
        LongAdder anothers = new LongAdder();
        CsvWalk walk = new CsvWalk(
                table,
                field -> anothersToo
                        ? stricter(
                                FieldKinds.treatment(profile, field, Whose.OWN),
                                FieldKinds.treatment(profile, field, Whose.ANOTHERS))
                        : FieldKinds.treatment(profile, field, Whose.OWN),
                (found, columns) -> {
                    boolean ours = owner.isOurLine(table.rows().orElseThrow(), found, columns);
                    if (!ours && anothersToo) {
                        anothers.increment();
                    }
                    return ours || anothersToo;
                },
                spans);
        try (InputStream in = forwarded.answer().body().openStream();
                Spool.Writer writer = Spool.writer(spools)) {
            walk.walk(in, writer.stream());
            Spool released = writer.finish();
            passage.keeps(released);
            alarmOfForeign(forwarded, walk.withheldLines());
            Masked masked = masked(walk, spans);
            noteScreening(passage, masked);
            return new Checked(
                    judged,
                    forwarded.answer().status(),
                    released,
                    Checked.CSV,
                    judged.requested().operation().tier(),
                    masked,
                    walk.unknownColumns(),
                    walk.withheldLines(),
                    anothers.intValue());
        } catch (UnusableCsv unusable) {
            throw unusable(passage, unusable.why());
        } catch (CharacterCodingException notUtf8) {
            throw unusable(passage, "It is not UTF-8.");
        } catch (IOException spoolFailed) {
            throw noRoom(passage);
        }
    }

    /** Of the call that had it made, or of the one that gives it itself; with no table no column is known. */
    private CsvTable tableOf(Placed placed) {
        return placed.export()
                .flatMap(export -> ApiVersion.parse(export.apiVersion())
                        .flatMap(version -> catalogue.operation(version, export.operation())))
                .or(() -> Optional.of(placed.judged().requested().operation()))
                .flatMap(tables::of)
                .orElseGet(() -> new CsvTable(Map.of(), Optional.empty(), Optional.empty()));
    }

    /** A column is named as if it were a member. */
    private static Masked masked(CsvWalk walk, Spans spans) {
        return new Masked(
                walk.maskedColumns().stream()
                        .limit(Masked.NAMED_AT_MOST)
                        .map(column -> "/" + column)
                        .toList(),
                walk.maskedByClass(),
                spans.counts());
    }

    private static FieldTreatment stricter(FieldTreatment one, FieldTreatment other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    /** By which words and rules texts were masked, for the ledger. */
    private void noteScreening(Passage passage, Masked masked) {
        if (!masked.personalData().isEmpty()) {
            passage.notes("screening_version", screening.rulesVersion());
        }
    }

    private static Refused noRoom(Passage passage) {
        return new Refused(Refusal.Failed.of(
                503, "no-room", "The answer could not be kept while it was checked.", passage.upstream()));
    }

    private Checked record(Passage passage, Forwarded forwarded, Shape shape) {
        Judged judged = forwarded.placed().judged();
        Operation operation = judged.requested().operation();
        Spool answer = forwarded.answer().body();
        OwnerInAnswer owner = owner(forwarded.placed());
        AnswerPlan plan = plans.computeIfAbsent(operation, AnswerPlan::of);
        try {
            Verdicts verdicts = verdicts(answer, plan, new RowJudge(judged, owner, plan));
            OwnerInAnswer.Owner whose =
                    owner.ofRecord(operation, forwarded.placed().part(), verdicts.found());
            try (InputStream in = new Utf8Only(answer.openStream());
                    JsonParser parser = json.createParser(ObjectReadContext.empty(), in);
                    InputStream again = answer.openStream();
                    Spool.Writer writer = Spool.writer(spools, answer.size())) {
                Edits edits = new Edits(again, writer.stream(), answer.size());
                ReferencesSeen seen = new ReferencesSeen();
                AnswerWalk walk = new AnswerWalk(
                        parser, plan, profileOf(judged), whose.whose(), verdicts, edits, seen, new Spans(screening));
                walk.walk(shape);
                Tier tier = tierOf(passage, forwarded, whose, verdicts.found());
                remember(forwarded.placed(), whose, seen);
                edits.finish();
                Spool released = writer.finish();
                passage.keeps(released);
                alarmOfForeign(forwarded, verdicts.count(RowVerdict.FOREIGN));
                Masked masked = walk.masked();
                noteScreening(passage, masked);
                return new Checked(
                        judged,
                        forwarded.answer().status(),
                        released,
                        Checked.JSON,
                        tier,
                        masked,
                        walk.unknownMembers(),
                        walk.withheldRecords(),
                        verdicts.count(RowVerdict.ANOTHERS));
            }
        } catch (UnusableAnswer unusable) {
            throw unusable(passage, unusable.why());
        } catch (JacksonException notJson) {
            throw unusable(passage, "It is not JSON that can be read in only one way.");
        } catch (IOException spoolFailed) {
            throw noRoom(passage);
        }
    }

    /** What is read twice of an answer is whose it is; whether it is sound, only the second time. */
    private Verdicts verdicts(Spool answer, AnswerPlan plan, RowJudge judge) throws IOException {
        if (plan.looksForNothing()) {
            return Verdicts.none();
        }
        try (InputStream in = answer.openStream();
                JsonParser parser = scanned.createParser(ObjectReadContext.empty(), in)) {
            return new OwnerScan(parser, plan, judge::verdict).scan();
        }
    }

    private Tier tierOf(Passage passage, Forwarded forwarded, OwnerInAnswer.Owner whose, Map<String, String> found) {
        Judged judged = forwarded.placed().judged();
        Operation operation = judged.requested().operation();
        for (Map.Entry<String, String> echo : operation.echoes().entrySet()) {
            String asked = judged.requested().parameters().getOrDefault(echo.getKey(), "");
            if (!asked.equalsIgnoreCase(found.getOrDefault(echo.getValue(), ""))) {
                alarmOfForeign(forwarded, 1);
                throw refused(
                        passage, operation, FurtherRules.ANSWER_OF_ANOTHER, FurtherRules.ANSWER_OF_ANOTHER_RELAYED);
            }
        }
        return switch (whose) {
            case OURS -> {
                if (!judged.grantedTier().includes(operation.tier())) {
                    throw refused(passage, operation, FurtherRules.RECORD_TIER);
                }
                yield operation.tier();
            }
            case ANOTHERS -> {
                if (operation.foreignTier().isEmpty()) {
                    alarmOfForeign(forwarded, 1);
                }
                yield operation
                        .foreignTier()
                        .filter(judged.grantedTier()::includes)
                        .orElseThrow(() -> refused(
                                passage,
                                operation,
                                FurtherRules.ANSWER_OF_ANOTHER,
                                FurtherRules.ANSWER_OF_ANOTHER_RELAYED));
            }
            case NOBODYS -> judged.subject().tier();
        };
    }

    /** What does not tell whose it is, is the Controller's own where it stands in a record, or in rows, of its own. */
    private void remember(Placed placed, OwnerInAnswer.Owner whose, ReferencesSeen seen) {
        if (placed.judged().requested().operation().ownership() instanceof Ownership.ByRow
                || whose == OwnerInAnswer.Owner.OURS) {
            ownSeen.remember(placed, seen.all());
        }
    }

    private OwnerInAnswer owner(Placed placed) {
        Judged judged = placed.judged();
        return new OwnerInAnswer(
                judged.own(),
                judged.subject().works(),
                placed.account().role(),
                (kind, reference) -> references.isOurs(judged, placed.account().host(), kind, reference));
    }

    /** The number and name of the very file that the caller has sent tell it nothing it may not know. */
    public static AppliedProfile profileOf(Judged judged) {
        AppliedProfile profile = judged.permit().fields();
        if (judged.requested().form().isEmpty()) {
            return profile;
        }
        Set<DataClass> withFiles = EnumSet.of(DataClass.DOCUMENT);
        withFiles.addAll(profile.grants().classes());
        return new AppliedProfile(
                profile.profile(),
                new FieldGrants(withFiles, profile.grants().closedOfOthers()),
                profile.asksForClosedOfOthers(),
                profile.special());
    }

    private Spool nothing(Passage passage) {
        try (Spool.Writer writer = Spool.writer(spools)) {
            return writer.finish();
        } catch (IOException spoolFailed) {
            throw unusable(passage, "It could not be kept.");
        }
    }

    /** Framework B4, C5: that Street Manager gave us what is another's own is for people to look into. */
    private void alarmOfForeign(Forwarded forwarded, int records) {
        if (records == 0) {
            return;
        }
        Judged judged = forwarded.placed().judged();
        LOG.warn(
                "{} records of other organisations were withheld from an answer of {}.",
                records,
                judged.requested().operation());
        streetManager.raise(
                AlarmKind.FOREIGN_RECORD,
                judged.caller().controller(),
                forwarded.placed().account().id());
    }

    private static Refused refused(Passage passage, Operation operation, Rule... rules) {
        LOG.warn("An answer of {} was withheld: {}.", operation, rules[0].id());
        Breach[] breaches = new Breach[rules.length];
        for (int i = 0; i < rules.length; i++) {
            breaches[i] = new Breach(rules[i], "");
        }
        return new Refused(Refusal.ByFramework.of(passage.upstream(), operation, breaches));
    }

    private static Refused unusable(Passage passage, String why) {
        return new Refused(new Refusal.Failed(
                502,
                "street-manager-answer-unusable",
                "Street Manager's answer is not what it should be, so nothing of it is released. " + why,
                passage.upstream() == UpstreamState.NOT_SENT ? UpstreamState.UNKNOWN : passage.upstream(),
                Optional.empty()));
    }
}
