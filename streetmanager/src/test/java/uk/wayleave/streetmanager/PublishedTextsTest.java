package uk.wayleave.streetmanager;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PublishedTextsTest {
    private static final Catalogue CATALOGUE = Catalogue.load();

    @Test
    void areTheThreeTextsOfAnActivity() {
        assertThat(PublishedTexts.of(CATALOGUE).fields())
                .containsExactly("activity_location_description", "activity_name", "activity_type_details");
    }

    @Test
    void areEachWrittenByOperationsOfActivities() {
        PublishedTexts published = PublishedTexts.of(CATALOGUE);
        for (String field : published.fields()) {
            assertThat(CATALOGUE.versions().stream()
                            .flatMap(version -> CATALOGUE.operations(version).stream())
                            .filter(operation -> operation.requestFields().stream()
                                    .anyMatch(placed -> placed.field().name().equals(field)))
                            .map(Operation::name)
                            .collect(Collectors.toSet()))
                    .as(field)
                    .isNotEmpty()
                    .allMatch(name -> name.contains("Activity"));
        }
    }
}
