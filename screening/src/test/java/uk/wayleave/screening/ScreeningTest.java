package uk.wayleave.screening;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import uk.wayleave.screening.quality.LabelledText;
import uk.wayleave.screening.quality.Span;

/** Each rule, by example. */
class ScreeningTest {
    private static final Screening SCREENING = Screening.standard();

    static Stream<Arguments> examples() {
        return Stream.of(
                Arguments.of("email.address", "mail {email:amy.lund@streetteam.example} today"),
                Arguments.of("email.spelt", "mail {email:karen dot holt at council dot example} today"),
                Arguments.of("telephone.national", "ring {telephone:(01632) 960 733} first"),
                Arguments.of("telephone.national", "ring {telephone:o7700 9oo 312} first"),
                Arguments.of("telephone.international", "ring {telephone:+31 6 12345678} first"),
                Arguments.of("telephone.words", "ring {telephone:oh seven seven double oh nine hundred one two three}"),
                Arguments.of("name.title", "access for {name:Mr and Mrs Tattersall} kept"),
                Arguments.of("name.rank", "{name:PC 1182 Danvers} attended"),
                Arguments.of("name.full", "job raised by {name:Olumide Adeyemi} again"),
                Arguments.of("name.initials", "rejected by {name:J. D. Petherick} again"),
                Arguments.of("name.cue", "spoke to {name:Ngozi} at the depot"),
                Arguments.of("name.given", "{name:Margaret} is unhappy"),
                Arguments.of("name.saying", "{name:Mark} says it is done"),
                Arguments.of("household.person", "resident of {household:18 Queens Road} is unhappy"),
                Arguments.of("household.postcode", "dig outside {postcode-with-house:27 Tennyson Street LN1 1LZ}"),
                Arguments.of("insurance.number", "form says {national-insurance-number:JG 10 37 59 A}"),
                Arguments.of("nhs.check-digit", "NHS no {nhs-number:943 476 5919} on form"),
                Arguments.of("vehicle.current", "{vehicle-registration:GX09 FKD} in the taper"),
                Arguments.of("vehicle.older", "blue Astra {vehicle-registration:R842 NPD} in the taper"),
                Arguments.of("licence.number", "showed {driving-licence:MORGA657054SM9IJ} on site"),
                Arguments.of("passport.number", "passport no. {passport:925665416} shown"),
                Arguments.of("bank.sort-code", "sort code {bank-account:08-99-99} given"),
                Arguments.of("bank.iban", "pay {bank-account:GB29 NWBK 6016 1331 9268 19} today"),
                Arguments.of("card.luhn", "paid by {payment-card:5500-0055-5555-5559} today"),
                Arguments.of("birth.date", "d.o.b. {date-of-birth:7 June 1939} given"),
                Arguments.of("social.handle", "says {so:@potholepete_nw} online".replace("{so:", "{social-handle:")),
                Arguments.of("social.network", "see facebook.com/{social-handle:linda.garforth.77} online"),
                Arguments.of("access.code", "keysafe {access-code:1389}, left of porch"),
                Arguments.of("access.code", "key safe by the door, code {access-code:1 2 3 4} then turn"),
                Arguments.of("access.code", "gate code is {access-code:four seven one two} at night"),
                Arguments.of("access.code", "alarm code: {access-code:44-12}"),
                Arguments.of("access.code", "side gate, combination {access-code:5 5 0 1}, relock it"),
                Arguments.of("access.code", "padlock combination {access-code:123}, relock it"),
                Arguments.of("access.code", "entry code *{access-code:4471}"),
                Arguments.of("access.code", "to open the gate dial {access-code:7193}"),
                Arguments.of("access.code", "type {access-code:7193} into the keypad"),
                Arguments.of("access.code", "code for gate = {access-code:2211}"),
                Arguments.of("access.code", "access code for the substation is {access-code:A1122}"),
                Arguments.of("special.phrase", "the {special-category:elderly lady} needs access"));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void findsWhatTheRuleSays(String rule, String marked) {
        LabelledText text = LabelledText.parse("comment: " + marked);

        List<Finding> found = SCREENING.screen(text.text()).all();

        assertThat(found)
                .extracting(one -> new Span(one.personalData(), one.start(), one.end()))
                .isEqualTo(text.labels());
        assertThat(found).extracting(one -> one.rule().id()).containsOnly(rule);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Outside no 14",
                "Resident access maintained at nos 12 to 20",
                "Mary Street junction with Smith Close",
                "Outside 14 Mary Street",
                "O/S 22 DUKE OF YORK WAY",
                "Opp St Mary's Church and the Duke of Wellington PH",
                "J Murphy & Sons for Thames Water",
                "Spoke to the resident and the contract manager",
                "Disabled bay, wheelchair access ramp and blind summit",
                "Job no. 07712345678 and drawing AB123456C",
                "Grid ref NZ 248 643, 0930-1530, 12/05/2026",
                "Heras fencing, Stanley knife, jack leg and Jersey barriers",
                "Will mark out and grant access in May",
                "Access: 0800 to 1800, gate 12 to open 0930",
                "Barrier set back, enter 100 m past the gate and dig 1200 mm wide",
                "Gate opens 0700, door 4 locked, code of practice 2020",
                "Safe dig, two three four barriers at the entrance",
                "Cost code 4471 and reason code 12 for the barrier hire",
                "Key hole 600 x 600 by access chamber 1042"
            })
    void findsNothingInStreetWorks(String text) {
        assertThat(SCREENING.screen(text).all()).isEmpty();
    }

    @Test
    void givesTheVersionOfTheRulesWithEveryVerdict() {
        assertThat(SCREENING.screen("").rulesVersion())
                .isEqualTo(SCREENING.rulesVersion())
                .matches("\\d{4}\\.\\d{2}\\+[0-9a-f]{12}");
    }

    @Test
    void advisesInDfTsWords() {
        Finding name = SCREENING.screen("spoke to Mr Haddow").all().getFirst();

        assertThat(name.rule().advice()).contains("\"the resident\"").contains("\"the contract manager\"");
    }

    @Test
    void everyClassHasARuleAndEveryRuleIsExplained() {
        assertThat(SCREENING.rules()).extracting(Rule::personalData).contains(PersonalData.values());
        for (Rule rule : SCREENING.rules()) {
            assertThat(rule.meaning()).isNotBlank().endsWith(".");
            assertThat(rule.advice()).isNotBlank();
        }
    }

    @Test
    void theFindingsDoNotDependOnWhatElseIsScreenedMeanwhile() {
        List<String> texts = List.of("spoke to Mr Haddow", "call 07700 900123", "o/s no 14");
        List<Findings> alone = texts.stream().map(SCREENING::screen).toList();

        List<Findings> together = Arrays.asList(0, 1, 2, 0, 1, 2, 0, 1, 2).parallelStream()
                .map(i -> SCREENING.screen(texts.get(i)))
                .toList();

        for (int i = 0; i < together.size(); i++) {
            assertThat(together.get(i)).isEqualTo(alone.get(i % 3));
        }
    }
}
