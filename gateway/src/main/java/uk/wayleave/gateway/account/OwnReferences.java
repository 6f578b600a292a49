package uk.wayleave.gateway.account;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import uk.wayleave.framework.Breach;
import uk.wayleave.framework.Rule;
import uk.wayleave.framework.clause.FurtherRules;
import uk.wayleave.gateway.call.Passage;
import uk.wayleave.gateway.call.UpstreamState;
import uk.wayleave.gateway.decision.FileGrant;
import uk.wayleave.gateway.decision.Judged;
import uk.wayleave.gateway.refusal.Refusal;
import uk.wayleave.gateway.refusal.Refused;
import uk.wayleave.register.holding.Holdings;
import uk.wayleave.register.holding.KnownExport;
import uk.wayleave.register.snapshot.Account;
import uk.wayleave.streetmanager.Content;
import uk.wayleave.streetmanager.Field;
import uk.wayleave.streetmanager.Operation;
import uk.wayleave.streetmanager.Ownership;
import uk.wayleave.streetmanager.PlacedField;
import uk.wayleave.streetmanager.ReferenceKind;

/**
 * Files, exports and whatever else has a reference that does not tell whose it is: the register knows, or nobody does.
 */
public final class OwnReferences {
    private static final Pattern REFERENCE = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    private final Holdings holdings;
    private final FileGrant fileGrant;

    public OwnReferences(Holdings holdings, FileGrant fileGrant) {
        this.holdings = holdings;
        this.fileGrant = fileGrant;
    }

    /** The one of the accounts with which the reference is known to be ours. */
    Account accountOf(Passage passage, Judged judged, Ownership.ByRemembered remembered, List<Account> fitting) {
        boolean asksForContent = judged.requested().operation().answer().content() == Content.BINARY;
        if (asksForContent && !fileGrant.isGiven(judged)) {
            throw refused(judged, FurtherRules.FILES_NOT_GRANTED, "");
        }
        String reference = reference(passage, judged, remembered);
        return fitting.stream()
                .filter(account -> isOurs(judged, account.host(), remembered.kind(), reference))
                .findFirst()
                .orElseThrow(
                        () -> refused(judged, FurtherRules.REFERENCE_UNKNOWN, remembered.kind() + " " + reference));
    }

    /** Whether the Controller was shown it in a record of its own. */
    public boolean isOurs(Judged judged, URI host, ReferenceKind kind, String reference) {
        return REFERENCE.matcher(reference).matches()
                && !holdings.references()
                        .knownOf(judged.caller().controller(), host, kind.name(), List.of(reference))
                        .isEmpty();
    }

    private static String reference(Passage passage, Judged judged, Ownership.ByRemembered remembered) {
        List<String> named = switch (remembered.place()) {
            case PATH -> List.of(judged.requested().parameters().getOrDefault(remembered.parameter(), ""));
            case QUERY -> passage.incoming().query(remembered.parameter());
        };
        if (named.size() != 1 || !REFERENCE.matcher(named.getFirst()).matches()) {
            throw new Refused(new Refusal.BadRequest(
                    400,
                    "reference-malformed",
                    "This call needs it, once, and it is letters, digits, dashes and underscores.",
                    Optional.of("parameter " + remembered.parameter())));
        }
        return named.getFirst();
    }

    /** The export, where it was made under the same instruction by an account that there still is. */
    KnownExport export(Judged judged, Ownership.ByRemembered remembered, List<Account> fitting) {
        long number = number(judged, remembered.parameter());
        KnownExport known = holdings.exports().find(judged.caller().controller(), number).stream()
                .filter(export -> export.agreement().equals(judged.agreement().id()))
                .filter(export -> accountOf(export, fitting).isPresent())
                .findFirst()
                .orElseThrow(() -> refused(judged, FurtherRules.EXPORT_UNKNOWN, "export " + number));
        if (!known.instruction().equals(judged.instruction().id())) {
            throw refused(
                    judged,
                    FurtherRules.EXPORT_OF_ANOTHER_INSTRUCTION,
                    "instruction " + known.instruction().value());
        }
        return known;
    }

    static Optional<Account> accountOf(KnownExport export, List<Account> fitting) {
        return fitting.stream()
                .filter(account -> account.id().equals(export.account()))
                .filter(account -> account.host().equals(export.host()))
                .findFirst();
    }

    /** Files that a body hangs on a record must be ours, or the record would carry another's into our answers. */
    void refuseOthersFiles(Judged judged, Account account) {
        Set<String> named = new TreeSet<>();
        judged.requested().body().ifPresent(body -> collect(judged.requested().operation(), body, named));
        if (named.isEmpty()) {
            return;
        }
        named.removeAll(holdings.references()
                .knownOf(judged.caller().controller(), account.host(), ReferenceKind.FILE.name(), named));
        if (!named.isEmpty()) {
            throw refused(judged, FurtherRules.REFERENCE_UNKNOWN, "FILE " + String.join(", ", named));
        }
    }

    private static void collect(Operation operation, ObjectNode body, Set<String> into) {
        operation.requestFields().stream()
                .map(PlacedField::field)
                .filter(field -> field.names().equals(Optional.of(ReferenceKind.FILE)))
                .map(Field::name)
                .distinct()
                .flatMap(name -> body.findValues(name).stream())
                .flatMap(found -> found.isArray() ? found.valueStream() : Stream.of(found))
                .filter(found -> !found.isNull())
                .map(OwnReferences::wholeNumber)
                .forEach(into::add);
    }

    /** What is written in another way is refused, since whoever reads it may take it for a number all the same. */
    private static String wholeNumber(JsonNode found) {
        if (!found.isIntegralNumber()) {
            throw new Refused(new Refusal.BadRequest(
                    400,
                    "reference-malformed",
                    "A file is named by its number, written as a whole number like 4711.",
                    Optional.of("a file in the body")));
        }
        return found.asString();
    }

    private static long number(Judged judged, String parameter) {
        try {
            return Long.parseLong(judged.requested().parameters().getOrDefault(parameter, ""));
        } catch (NumberFormatException impossible) {
            throw new IllegalStateException("The catalogue let through what is no number.", impossible);
        }
    }

    private static Refused refused(Judged judged, Rule rule, String detail) {
        return new Refused(Refusal.ByFramework.of(
                UpstreamState.NOT_SENT, judged.requested().operation(), new Breach(rule, detail)));
    }
}
