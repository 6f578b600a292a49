package uk.wayleave.screening;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What cannot be seen, or looks the same, hides nothing, and spans stay those of the text as given. */
class DisguiseTest {
    private static final Screening SCREENING = Screening.standard();
    private static final List<String> INVISIBLE = List.of(
            "\u200b",
            "\u200c",
            "\u200d",
            "\u2060",
            "\ufeff",
            "\u00ad",
            "\u200e",
            "\u200f",
            "\u202a",
            "\u202e",
            "\u2066",
            "\u2069",
            "\u034f",
            "\u0301",
            "\u0336",
            "\u20dd",
            "\ufe0f",
            "\u180e",
            "\u115f",
            "\udb40\udc41",
            "\u0000",
            "\u007f");

    /** Text, class, and what is to be found in it. */
    record Case(String before, String found, String after, PersonalData personalData) {}

    private static final List<Case> CASES = List.of(
            new Case("call ", "07700900123", " before", PersonalData.TELEPHONE),
            new Case("call ", "+44 7700 900123", " before", PersonalData.TELEPHONE),
            new Case("mail ", "jo.holt@water.example", " please", PersonalData.EMAIL),
            new Case("van ", "YK19 OJD", " parked", PersonalData.VEHICLE_REGISTRATION),
            new Case("NI ", "AB123456C", " given", PersonalData.NATIONAL_INSURANCE_NUMBER),
            new Case("card ", "4111 1111 1111 1111", " declined", PersonalData.PAYMENT_CARD),
            new Case("spoke to ", "Mr Haddow", " on site", PersonalData.NAME),
            new Case("asked ", "Margaret Illingworth", " to move", PersonalData.NAME),
            new Case("key safe code ", "4471", ", then turn", PersonalData.ACCESS_CODE),
            new Case("there is a ", "disabled resident", " here", PersonalData.SPECIAL_CATEGORY));

    @Property(tries = 2000)
    void whatCannotBeSeenHidesNothing(
            @ForAll("cases") Case one, @ForAll("invisibles") List<String> invisible, @ForAll int seed) {
        java.util.Random chance = new java.util.Random(seed);
        StringBuilder disguised = new StringBuilder();
        for (int i = 0; i < one.found().length(); i++) {
            disguised.append(one.found().charAt(i));
            if (i < one.found().length() - 1 && chance.nextInt(2) == 0) {
                disguised.append(invisible.get(chance.nextInt(invisible.size())));
            }
        }
        String text = one.before() + disguised + one.after();

        Findings findings = SCREENING.screen(text);

        assertThat(findings.all()).as(text).hasSize(1);
        Finding found = findings.all().getFirst();
        assertThat(found.personalData()).isEqualTo(one.personalData());
        assertThat(text.substring(found.start(), found.end())).isEqualTo(disguised.toString());
    }

    @Provide
    Arbitrary<Case> cases() {
        return Arbitraries.of(CASES);
    }

    @Provide
    Arbitrary<List<String>> invisibles() {
        return Arbitraries.of(INVISIBLE).list().ofMinSize(1).ofMaxSize(4);
    }

    @ParameterizedTest
    @CsvSource({
        "call ０７７００９００１２３, ０７７００９００１２３, telephone",
        "call ٠٧٧٠٠٩٠٠١٢٣, ٠٧٧٠٠٩٠٠١٢٣, telephone",
        "call 𝟎𝟕𝟕𝟎𝟎𝟗𝟎𝟎𝟏𝟐𝟑 now, 𝟎𝟕𝟕𝟎𝟎𝟗𝟎𝟎𝟏𝟐𝟑, telephone",
        "call 07700‑900‑123, 07700‑900‑123, telephone",
        "call 07700 900 123, 07700 900 123, telephone",
        "spoke to Mr Наddоw, Mr Наddоw, name",
        "asked Маrgаrеt to move, Маrgаrеt, name",
        "asked 𝑴𝒂𝒓𝒈𝒂𝒓𝒆𝒕 to move, 𝑴𝒂𝒓𝒈𝒂𝒓𝒆𝒕, name",
        "spoke to Zoë, Zoë, name",
        "spoke to Mrs O’Dwyer, Mrs O’Dwyer, name",
        "mail jo＠water．example, jo＠water．example, email",
        "van ＹＫ１９ ＯＪＤ parked, ＹＫ１９ ＯＪＤ, vehicle-registration",
        "van УК19 ОJD parked, УК19 ОJD, vehicle-registration",
        "a dіsаblеd resident here, dіsаblеd resident, special-category"
    })
    void whatLooksTheSameIsTheSame(String text, String found, String personalData) {
        Findings findings = SCREENING.screen(text);

        assertThat(findings.all()).hasSize(1);
        Finding one = findings.all().getFirst();
        assertThat(one.personalData().id()).isEqualTo(personalData);
        assertThat(text.substring(one.start(), one.end())).isEqualTo(found);
    }

    @Test
    void aCombiningMarkGoesWithTheLetterItStandsOn() {
        String text = "spoke to Zoe\u0308 today";

        Finding found = SCREENING.screen(text).all().getFirst();

        assertThat(text.substring(found.start(), found.end())).isEqualTo("Zoe\u0308");
    }
}
