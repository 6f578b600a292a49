package uk.wayleave.gateway.scan;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import uk.wayleave.framework.Agreement;
import uk.wayleave.framework.Effect;
import uk.wayleave.framework.Instruction;
import uk.wayleave.framework.SwaCode;
import uk.wayleave.register.scan.TextsRead;
import uk.wayleave.register.snapshot.Account;
import uk.wayleave.register.snapshot.Snapshot;
import uk.wayleave.streetmanager.AnswerShape;
import uk.wayleave.streetmanager.Api;
import uk.wayleave.streetmanager.ApiVersion;
import uk.wayleave.streetmanager.Catalogue;
import uk.wayleave.streetmanager.FieldClass;
import uk.wayleave.streetmanager.HttpMethod;
import uk.wayleave.streetmanager.Operation;
import uk.wayleave.streetmanager.Ownership;
import uk.wayleave.streetmanager.PlacedField;
import uk.wayleave.streetmanager.Role;
import uk.wayleave.streetmanager.Shape;
import uk.wayleave.streetmanager.Treatment;

/**
 * What a scan asks Street Manager: the lists that its instruction names, page by page, and the records with free text that
 * it names, as the lists and records before show their references.
 *
 * @param lists those that are asked first
 * @param records those whose path is filled from what was read
 */
record ScanPlan(List<Operation> lists, List<Operation> records) {
    private static final String OFFSET = "offset";
    private static final String SWA_CODE = "swa_code";

    ScanPlan {
        lists = List.copyOf(lists);
        records = List.copyOf(records);
    }

    /** In the newest version of Street Manager's API that comes with us and that the agreement has. */
    static ScanPlan of(Catalogue catalogue, Agreement agreement, Instruction instruction) {
        List<Operation> named = ApiVersion.shipped().reversed().stream()
                .filter(version -> agreement.apiVersions().contains(version.segment()))
                .findFirst()
                .map(version -> catalogue.operations(version).stream()
                        .filter(operation -> instruction.operations().contains(operation.id())
                                && agreement.operations().contains(operation.id()))
                        .filter(ScanPlan::isRead)
                        .toList())
                .orElse(List.of());
        return new ScanPlan(
                named.stream().filter(ScanPlan::isList).toList(),
                named.stream().filter(ScanPlan::isRecord).toList());
    }

    private static boolean isRead(Operation operation) {
        return operation.treatment() == Treatment.FORWARD
                && operation.effect() == Effect.READ
                && operation.method() == HttpMethod.GET
                && operation.answer() instanceof AnswerShape.Json;
    }

    private static boolean isList(Operation operation) {
        return operation.api() == Api.REPORTING
                && operation.ownership() instanceof Ownership.ByRow
                && operation.path().parameters().isEmpty()
                && operation.query().contains(OFFSET);
    }

    private static boolean isRecord(Operation operation) {
        return !operation.path().parameters().isEmpty()
                && operation.answer() instanceof AnswerShape.Json(Shape shape)
                && PlacedField.of(shape).stream()
                        .anyMatch(placed -> placed.field().fieldClass() == FieldClass.FREE_TEXT);
    }

    boolean isEmpty() {
        return lists.isEmpty();
    }

    Operation operation(String id) {
        return java.util.stream.Stream.concat(lists.stream(), records.stream())
                .filter(operation -> operation.id().value().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("The scan asks for no " + id + "."));
    }

    boolean has(String id) {
        return java.util.stream.Stream.concat(lists.stream(), records.stream())
                .anyMatch(operation -> operation.id().value().equals(id));
    }

    /** The first page of every list, for each organisation that has an account for it. */
    List<TextsRead.Item> first(Snapshot snapshot) {
        return lists.stream()
                .flatMap(list -> organisations(snapshot, list).stream().map(code -> page(list, code, 0)))
                .toList();
    }

    private static Set<SwaCode> organisations(Snapshot snapshot, Operation list) {
        Set<SwaCode> codes = snapshot.accounts().stream()
                .filter(account -> isFor(account, list))
                .map(Account::swaCode)
                .collect(Collectors.toCollection(() -> new TreeSet<>(java.util.Comparator.comparing(SwaCode::value))));
        // Where a list takes no organisation, one account shows all there is.
        return list.query().contains(SWA_CODE) || codes.isEmpty()
                ? codes
                : Set.of(codes.iterator().next());
    }

    private static boolean isFor(Account account, Operation list) {
        return Role.parse(account.role()).filter(list.roles()::contains).isPresent();
    }

    static TextsRead.Item page(Operation list, SwaCode organisation, long offset) {
        String query = OFFSET + "=" + offset;
        return new TextsRead.Item(
                list.id().value(),
                list.path() + "?" + (list.query().contains(SWA_CODE) ? SWA_CODE + "=" + organisation + "&" : "")
                        + query,
                organisation);
    }
}
