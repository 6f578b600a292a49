package uk.wayleave.streetmanager;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is known of a notification. */
class NotificationShapeTest {
    private static final Shape.ObjectShape NOTIFICATION = NotificationShape.load();

    @Test
    void tellsWhatHappenedToWhichRecordAndWhoseItIs() {
        assertThat(NOTIFICATION.fields())
                .extracting(Field::name)
                .contains("event_reference", "event_type", "event_time", "object_type", "object_reference")
                .contains("work_reference_number", "promoter_swa_code", "highway_authority_swa_code");
    }

    @Test
    void promisesNothingAndHoldsNothingOfAPerson() {
        List<Field> all = new ArrayList<>(NOTIFICATION.fields());
        all.addAll(((Shape.ObjectShape)
                        NOTIFICATION.field("object_data").orElseThrow().shape())
                .fields());

        assertThat(all).noneMatch(Field::required).noneMatch(Field::isWithheld);
        assertThat(all).extracting(Field::fieldClass).doesNotContain(FieldClass.UNCLASSIFIED);
    }

    @Test
    void hasEveryMemberOfARowOfUpdates() {
        Shape.ObjectShape updates = (Shape.ObjectShape) ((AnswerShape.Json) Catalogue.load()
                        .operation(ApiVersion.V6_0, new uk.wayleave.framework.OperationId("event.GetWorksUpdates"))
                        .orElseThrow()
                        .answer())
                .shape();
        Shape.ObjectShape row = (Shape.ObjectShape)
                ((Shape.ArrayShape) updates.field("rows").orElseThrow().shape()).items();

        assertThat(row.fields())
                .extracting(Field::name)
                .allMatch(name -> NOTIFICATION.field(name).isPresent());
    }
}
