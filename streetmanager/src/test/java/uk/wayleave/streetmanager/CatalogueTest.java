package uk.wayleave.streetmanager;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CatalogueTest {
    private static final Catalogue CATALOGUE = Catalogue.load();

    @Test
    void hasEveryOperationOfBothVersions() {
        assertThat(CATALOGUE.versions()).containsExactlyInAnyOrder(ApiVersion.V3_6, ApiVersion.V6_0);
        assertThat(CATALOGUE.operations(ApiVersion.V3_6)).hasSize(111);
        assertThat(CATALOGUE.operations(ApiVersion.V6_0)).hasSize(183);
    }
}
