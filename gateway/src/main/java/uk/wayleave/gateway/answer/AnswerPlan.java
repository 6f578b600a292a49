package uk.wayleave.gateway.answer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import uk.wayleave.streetmanager.AnswerShape;
import uk.wayleave.streetmanager.Operation;
import uk.wayleave.streetmanager.Ownership;
import uk.wayleave.streetmanager.Proof;
import uk.wayleave.streetmanager.Shape;

/**
 * What is looked for in the answers of one operation. Made once.
 *
 * @param rows the member that holds the rows; empty text where the answer itself is the array
 * @param rowWorks where a row shows the works that it is about
 * @param isMap whether a row is a feature of a map: a shell around the record in its {@link #PROPERTIES}
 */
record AnswerPlan(Watch record, Optional<String> rows, Watch row, Optional<String> rowWorks, boolean isMap) {
    static final String PROPERTIES = "properties";

    /** Counts all rows, so it would tell of those that are left out. */
    static final String TOTAL = "total_rows";

    private static final String WORKS = "work_reference_number";

    static AnswerPlan of(Operation operation) {
        List<String> record = new ArrayList<>(operation.echoes().values());
        List<String> row = new ArrayList<>();
        Optional<String> rows = Optional.empty();
        switch (operation.ownership()) {
            case Ownership.ByWorks byWorks -> {
                byWorks.promoterField().ifPresent(record::add);
                byWorks.authority().place().ifPresent(record::add);
            }
            case Ownership.ByCodeInReference byCode -> byCode.field().ifPresent(record::add);
            case Ownership.ByAnswer byAnswer -> record.addAll(byAnswer.fields());
            case Ownership.ByRow byRow -> {
                rows = Optional.of(byRow.rows().isEmpty() ? "" : byRow.rows().substring(1));
                byRow.promoter().flatMap(Proof::place).ifPresent(row::add);
                byRow.authority().place().ifPresent(row::add);
            }
            case Ownership.ByPartyInBody _,
                    Ownership.ByOrganisation _,
                    Ownership.ByRemembered _,
                    Ownership.ByAccount _,
                    Ownership.Nobody _,
                    Ownership.Unproven _ -> {}
        }
        Optional<Shape.ObjectShape> shape = rows.flatMap(member -> rowShape(operation, member));
        Optional<Shape.ObjectShape> properties =
                shape.flatMap(outer -> outer.field(PROPERTIES)).flatMap(field -> objectIn(field.shape()));
        Optional<String> rowWorks = has(shape, WORKS)
                ? Optional.of("/" + WORKS)
                : Optional.of("/" + PROPERTIES + "/" + WORKS).filter(_ -> has(properties, WORKS));
        rowWorks.ifPresent(row::add);
        return new AnswerPlan(Watch.of(record), rows, Watch.of(row), rowWorks, properties.isPresent());
    }

    private static boolean has(Optional<Shape.ObjectShape> shape, String member) {
        return shape.flatMap(known -> known.field(member)).isPresent();
    }

    private static Optional<Shape.ObjectShape> rowShape(Operation operation, String rows) {
        if (!(operation.answer() instanceof AnswerShape.Json(Shape answer))) {
            return Optional.empty();
        }
        return rows.isEmpty()
                ? objectIn(answer)
                : objectIn(answer).flatMap(outer -> outer.field(rows)).flatMap(field -> objectIn(field.shape()));
    }

    private static Optional<Shape.ObjectShape> objectIn(Shape shape) {
        return switch (shape) {
            case Shape.ArrayShape(Shape items) -> objectIn(items);
            case Shape.ObjectShape object -> Optional.of(object);
            case Shape.ScalarShape _, Shape.FreeShape _ -> Optional.empty();
        };
    }

    /** Whether an answer shows nothing of whose it is: then there is nothing to look for. */
    boolean looksForNothing() {
        return rows.isEmpty() && record.isEmpty();
    }
}
