package uk.wayleave.console.agreement;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import uk.wayleave.framework.OperationId;
import uk.wayleave.framework.field.DataClass;
import uk.wayleave.register.agreement.AgreementContent;
import uk.wayleave.streetmanager.AnswerShape;
import uk.wayleave.streetmanager.ApiVersion;
import uk.wayleave.streetmanager.Catalogue;
import uk.wayleave.streetmanager.Operation;
import uk.wayleave.streetmanager.PlacedField;

/** Which personal fields the answers of an agreement's operations have, and which of them it opens. */
final class PersonalFields {
    private final Catalogue catalogue;

    PersonalFields(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /**
     * One operation as people read it.
     *
     * @param effect reads or writes
     * @param opened the personal fields in its answer whose class the agreement opens
     * @param withheld those that stay masked
     */
    public record Exposed(
            String id, String api, String effect, String tier, Set<String> opened, Set<String> withheld) {}

    List<Exposed> of(AgreementContent content) {
        return of(content.operations(), content.apiVersions(), content.fields().classes());
    }

    /** @param classes the opened ones */
    List<Exposed> of(Set<OperationId> operations, Set<String> versions, Set<DataClass> classes) {
        return operations.stream().sorted().map(id -> of(id, versions, classes)).toList();
    }

    private Exposed of(OperationId id, Set<String> versions, Set<DataClass> classes) {
        Map<String, Boolean> fields = new LinkedHashMap<>();
        String effect = "";
        String tier = "";
        String api = "";
        for (ApiVersion version : catalogue.versions()) {
            if (!versions.contains(version.segment())) continue;
            var operation = catalogue.operation(version, id);
            if (operation.isEmpty()) continue;
            effect = operation.get().effect().name().toLowerCase(Locale.ROOT) + "s";
            tier = operation.get().tier().name();
            api = operation.get().api().segment();
            personal(operation.get(), classes, fields);
        }
        Set<String> opened = new TreeSet<>();
        Set<String> withheld = new TreeSet<>();
        fields.forEach((name, open) -> (open ? opened : withheld).add(name));
        return new Exposed(id.value(), api, effect, tier, opened, withheld);
    }

    /** A class of the catalogue's has the name of the framework's, where that has one. */
    private static void personal(Operation operation, Set<DataClass> classes, Map<String, Boolean> into) {
        if (!(operation.answer() instanceof AnswerShape.Json(var shape))) return;
        for (PlacedField placed : PlacedField.of(shape))
            for (DataClass kind : DataClass.values())
                if (kind.isPersonal()
                        && kind.name().equals(placed.field().fieldClass().name()))
                    into.merge(placed.field().name(), classes.contains(kind), Boolean::logicalAnd);
    }
}
