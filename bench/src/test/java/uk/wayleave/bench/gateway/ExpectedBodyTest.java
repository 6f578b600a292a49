package uk.wayleave.bench.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExpectedBodyTest {
    private static final String PERMIT = Workload.permit();

    @Test
    void theWorkloadIsTwoKilobytes() {
        assertThat(PERMIT).hasSizeBetween(2000, 2100).contains(Workload.WORK);
    }

    @Test
    void acceptsAMaskedOrWithheldPersonalField() {
        assertThat(ExpectedBody.isRelease(PERMIT, PERMIT)).isTrue();
        assertThat(ExpectedBody.isRelease(PERMIT.replace("Asha Example", "[withheld]"), PERMIT))
                .isTrue();
        assertThat(ExpectedBody.isRelease(PERMIT.replace("\"secondary_contact\":\"Asha Example\",", ""), PERMIT))
                .isTrue();
    }

    @Test
    void refusesAnyOtherChange() {
        assertThat(ExpectedBody.isRelease(PERMIT.replace("Mill Lane", "[withheld]"), PERMIT))
                .isFalse();
        assertThat(ExpectedBody.isRelease(PERMIT.replace("\"is_deemed\":false,", ""), PERMIT))
                .isFalse();
        assertThat(ExpectedBody.isRelease(PERMIT.replace("{", "{\"added\":1,"), PERMIT))
                .isFalse();
        assertThat(ExpectedBody.isRelease("{}", PERMIT)).isFalse();
        assertThat(ExpectedBody.isRelease("", PERMIT)).isFalse();
    }

    @Test
    void theListIsTwentyKilobytes() {
        assertThat(Workload.list()).hasSizeBetween(20_000, 20_480).contains(Workload.ORGANISATION);
    }

    @Test
    void acceptsAListWithExactlyItsFreeTextMasked() {
        String list = Workload.list();
        String masked = list.replaceAll("(\"location_description\":)\"[^\"]*\"", "$1\"[withheld by Wayleave]\"")
                .replaceAll("(\"description_of_work\":)\"[^\"]*\"", "$1\"[withheld by Wayleave]\"");

        assertThat(ExpectedBody.isMaskedList(masked, list)).isTrue();
        assertThat(ExpectedBody.isMaskedList(list, list)).isFalse();
        assertThat(ExpectedBody.isMaskedList(masked.replace("Mill Lane", "[withheld by Wayleave]"), list))
                .isFalse();
    }
}
