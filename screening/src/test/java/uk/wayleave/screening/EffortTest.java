package uk.wayleave.screening;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Work grows with the length of the text and no faster, counted in steps, so that no machine's mood decides. */
class EffortTest {
    private static final Screening SCREENING = Screening.standard();
    /** Steps for one code unit; what every hostile text found so far stays well below. */
    private static final int STEPS_AT_MOST = 250;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "a@",
                "@a.",
                "a.b@",
                "0 ",
                "0",
                "07700 900123 ",
                "07700",
                "+33 6 12 34 56 78 ",
                "+",
                "(0",
                "zero seven ",
                "double ",
                "4111 1111 1111 1111 ",
                "1-",
                "12-",
                "12 ",
                "no 1 ",
                "no 14 Mill Lane resident ",
                "Mr ",
                "Mr & ",
                "Mr Smith ",
                "Dave ",
                "J. ",
                "J",
                "A A ",
                "van der ",
                "-a",
                "a-",
                "'",
                "a's ",
                "The ",
                "of ",
                "spoke to ",
                "is called ",
                "elderly ",
                "has ",
                "has a ",
                "on home ",
                "key safe ",
                "code ",
                "alarm code 1234 ",
                "alarm code 1 2 ",
                "alarm code one ",
                "facebook.com/",
                "at [",
                "at dot ",
                "AB12 CDE ",
                "AB12",
                "GB29 ",
                "SW1A 1AA ",
                "14 Mill ",
                "no. ",
                "dob 1/",
                "d.o.b. ",
                "\u200b",
                "\u0301",
                "\ud83d\ude00",
                "\ufb01",
                "\n",
                ". ",
                "(",
                "resident at 1 ",
                "Mrs O'Dwyer-",
                "St. ",
                "sort ",
                "Unit ",
                "x/",
                "https://",
                "1.1.1.1 ",
                "\ud835"
            })
    void doublingAHostileTextDoublesTheWorkAtMost(String piece) {
        String once = piece.repeat(20_000 / piece.length());
        String twice = once + once;

        long shorter = SCREENING.work(once);
        long longer = SCREENING.work(twice);

        assertThat(longer).isLessThanOrEqualTo(shorter * 21 / 10 + 1000);
        assertThat(longer).isLessThanOrEqualTo((long) STEPS_AT_MOST * twice.length());
    }

    @Property(tries = 300)
    void anyMixtureOfPiecesCostsNoMoreThanItsLength(@ForAll("pieces") List<String> pieces) {
        String text = String.join("", pieces).repeat(20);

        assertThat(SCREENING.work(text)).isLessThanOrEqualTo((long) STEPS_AT_MOST * text.length() + 1000);
    }

    @Property(tries = 2000)
    void anyTextIsScreenedAndItsSpansLieInside(@ForAll("anything") String text) {
        int before = 0;
        for (Finding one : SCREENING.screen(text).all()) {
            assertThat(one.start()).isGreaterThanOrEqualTo(before);
            assertThat(one.end()).isLessThanOrEqualTo(text.length());
            before = one.end();
        }
    }

    @Provide
    Arbitrary<List<String>> pieces() {
        return Arbitraries.of(
                        "Mr ",
                        "Mrs & ",
                        "07700 ",
                        "900123",
                        "no ",
                        "14 ",
                        "resident ",
                        "@",
                        ".",
                        "a",
                        "-",
                        "/",
                        "key safe ",
                        "code ",
                        "dob ",
                        "1/2/",
                        "at ",
                        "dot ",
                        "Dave ",
                        "Mill Lane ",
                        "elderly ",
                        "J. ",
                        "spoke to ",
                        "AB12 ",
                        "CDE",
                        "\u200b",
                        "\n",
                        "0",
                        "+44 ",
                        "zero ",
                        "LS1 4AB ",
                        "(",
                        "is ",
                        "van ",
                        "Smith",
                        "'s ",
                        ", ")
                .list()
                .ofMinSize(1)
                .ofMaxSize(40);
    }

    @Provide
    Arbitrary<String> anything() {
        Arbitrary<String> pieces = pieces().map(list -> String.join("", list));
        Arbitrary<String> raw = Arbitraries.strings().all().ofMaxLength(200);
        return Arbitraries.oneOf(
                pieces, raw, net.jqwik.api.Combinators.combine(pieces, raw).as((one, other) -> one + other));
    }
}
