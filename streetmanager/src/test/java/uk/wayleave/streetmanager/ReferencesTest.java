package uk.wayleave.streetmanager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import uk.wayleave.framework.SwaCode;

class ReferencesTest {

    @Test
    void readsThePromotersPrefixAndTheWorkstream() {
        WorkReference works = WorkReference.parse("ab012x_1-2").toOptional().orElseThrow();

        assertThat(works.value()).isEqualTo("AB012X_1-2");
        assertThat(works.promoterPrefix()).isEqualTo("AB");
        assertThat(works.workstream()).isEqualTo("012");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "AB",
                "AB001",
                "ABX01X1",
                "AB001X1 ",
                " AB001X1",
                "AB001X1/..",
                "AB001X.1",
                "A-001X1",
                "AB001é1",
                "ＡB001X1",
                "AB٠٠1X1",
                "AB00112345678901234567890",
                "ıb001x1",
            })
    void refusesWhatIsNoWorksReference(String text) {
        assertThat(WorkReference.parse(text)).isInstanceOf(Parsed.Malformed.class);
    }

    @Test
    void saysWhatAReferenceLooksLikeButNeverRepeatsTheText() {
        Parsed<WorkReference> parsed = WorkReference.parse("Mr Smith, 07700 900123");

        assertThat(parsed)
                .isInstanceOfSatisfying(
                        Parsed.Malformed.class,
                        malformed -> assertThat(malformed.why())
                                .contains("two-character prefix")
                                .doesNotContain("Smith"));
    }

    @Test
    void takesNoSmallLettersWithoutReading() {
        assertThatIllegalArgumentException().isThrownBy(() -> new WorkReference("ab001x1"));
    }

    @Property
    void everyWorksReferenceReadsBack(@ForAll("works") String text) {
        WorkReference works = WorkReference.parse(text).toOptional().orElseThrow();

        assertThat(works.value()).isEqualTo(text.toUpperCase(Locale.ROOT));
        assertThat(works.promoterPrefix() + works.workstream())
                .isEqualTo(works.value().substring(0, 5));
        assertThat(WorkReference.parse(works.value()).toOptional()).contains(works);
    }

    @Property
    void readingNeverThrowsAndReadsOnlyPlainCharacters(@ForAll String text) {
        WorkReference.parse(text)
                .toOptional()
                .ifPresent(works -> assertThat(works.value()).matches("[A-Z0-9]{2}[0-9]{3}[A-Z0-9_-]{1,19}"));
        PermitReference.parse(text)
                .toOptional()
                .ifPresent(permit -> assertThat(permit.value()).matches("[A-Z0-9_-]+-[0-9]{2,4}"));
        for (CodedReference.Kind kind : CodedReference.Kind.values()) {
            CodedReference.parse(kind, text)
                    .toOptional()
                    .ifPresent(coded -> assertThat(coded.value()).matches("(ARN|S58)-[0-9]{4}-[0-9]+"));
        }
    }

    @Property
    void everyPermitReadsBackWithItsWorks(
            @ForAll("works") String text, @ForAll @IntRange(min = 1, max = 9999) int number) {
        WorkReference works = WorkReference.parse(text).toOptional().orElseThrow();
        PermitReference permit = new PermitReference(works, number);

        assertThat(PermitReference.parse(permit.value()).toOptional()).contains(permit);
        assertThat(works.isRootOf(permit.value())).isTrue();
        assertThat(works.isRootOf(permit.value().toLowerCase(Locale.ROOT))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AB001X1",
                "AB001X1-",
                "AB001X1-1",
                "AB001X1-00",
                "AB001X1-001",
                "AB001X1-0A",
                "AB001X1-12345",
                "-01",
                "AB001X1-٠١",
            })
    void refusesWhatIsNoPermitReference(String text) {
        assertThat(PermitReference.parse(text)).isInstanceOf(Parsed.Malformed.class);
    }

    @Test
    void tellsThePartsOfWorksFromThoseOfOthers() {
        WorkReference works = new WorkReference("AB001X1");

        assertThat(works.isRootOf("AB001X1-INSP-1")).isTrue();
        assertThat(works.isRootOf("AB001X1-FP")).isTrue();
        assertThat(works.isRootOf("AB001X1")).isFalse();
        assertThat(works.isRootOf("AB001X1-")).isFalse();
        assertThat(works.isRootOf("AB001X12-01")).isFalse();
        assertThat(works.isRootOf("CD001X1-01")).isFalse();
    }

    @Test
    void readsTheAuthoritysCodeInsideAReference() {
        CodedReference activity = CodedReference.parse(CodedReference.Kind.ACTIVITY, "arn-0010-85775436")
                .toOptional()
                .orElseThrow();

        assertThat(activity.authority()).isEqualTo(new SwaCode("0010"));
        assertThat(activity.number()).isEqualTo("85775436");
        assertThat(activity).hasToString("ARN-0010-85775436");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ARN-",
                "ARN-0010",
                "ARN-0010-",
                "ARN-10-1",
                "ARN-00101",
                "ARN-001X-1",
                "ARN-0010-1x",
                "S58-0010-1",
                "ARN-0010-123456789012345678901",
            })
    void refusesWhatIsNoActivityReference(String text) {
        assertThat(CodedReference.parse(CodedReference.Kind.ACTIVITY, text)).isInstanceOf(Parsed.Malformed.class);
    }

    @ParameterizedTest
    @CsvSource({
        "PERMIT, ab001x1-01, AB001X1",
        "PERMIT, AB001X1-FPN-01, AB001X1-FPN",
        "CHANGE_REQUEST, AB001X1-01-CR-01, AB001X1",
        "INSPECTION, ab001x1-insp-1, AB001X1",
        "INSPECTION, AB001A-B-INSP-12, AB001A-B",
        "FIXED_PENALTY_NOTICE, AB001X1-FPN-01, AB001X1",
        "FIXED_PENALTY_NOTICE, AB001FPN-1-FPN-01, AB001FPN-1",
        "FORWARD_PLAN, AB001X1-FP, AB001X1",
    })
    void findsTheWorksThatAPartBelongsTo(PartReference.Kind kind, String text, String works) {
        PartReference part = PartReference.parse(kind, text).toOptional().orElseThrow();

        assertThat(part.works().value()).isEqualTo(works);
        assertThat(part.works().isRootOf(part.value())).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "PERMIT, AB001X1",
        "PERMIT, AB001X1-1",
        "CHANGE_REQUEST, AB001X1-CR-01",
        "CHANGE_REQUEST, AB001X1-01-CR-",
        "INSPECTION, AB001X1-01",
        "INSPECTION, AB001X1-FPN-01",
        "INSPECTION, AB001X1-INSP-",
        "INSPECTION, AB001X1-INSP-1x",
        "INSPECTION, -INSP-1",
        "INSPECTION, AB001X1-INSP-1234567890",
        "INSPECTION, AB001X1-INSP-١",
        "FIXED_PENALTY_NOTICE, AB001-FPN-01",
        "FORWARD_PLAN, AB001X1-FP-1",
        "FORWARD_PLAN, AB001X1-FPX",
    })
    void refusesWhatIsNoSuchPart(PartReference.Kind kind, String text) {
        assertThat(PartReference.parse(kind, text)).isInstanceOf(Parsed.Malformed.class);
    }

    @Property
    void everyPartReadsBackWithItsWorks(
            @ForAll("works") String works, @ForAll @IntRange(min = 1, max = 99) int number) {
        for (String ending : List.of("-INSP-" + number, "-FPN-" + number, "-FP")) {
            PartReference.Kind kind = ending.startsWith("-I")
                    ? PartReference.Kind.INSPECTION
                    : ending.equals("-FP") ? PartReference.Kind.FORWARD_PLAN : PartReference.Kind.FIXED_PENALTY_NOTICE;

            assertThat(PartReference.parse(kind, works + ending).toOptional().map(PartReference::works))
                    .isEqualTo(WorkReference.parse(works).toOptional());
        }
    }

    @Provide
    Arbitrary<String> works() {
        Arbitrary<String> prefix = Arbitraries.strings()
                .withCharRange('A', 'Z')
                .withCharRange('0', '9')
                .ofLength(2);
        Arbitrary<String> workstream =
                Arbitraries.strings().withCharRange('0', '9').ofLength(3);
        Arbitrary<String> rest = Arbitraries.strings()
                .withCharRange('A', 'Z')
                .withCharRange('a', 'z')
                .withCharRange('0', '9')
                .withChars('-', '_')
                .ofMinLength(1)
                .ofMaxLength(19);
        return Combinators.combine(prefix, workstream, rest).as((a, b, c) -> a + b + c);
    }
}
