package uk.wayleave.control.api;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import uk.wayleave.control.http.Fields;
import uk.wayleave.control.http.Meaning;
import uk.wayleave.control.http.Refused;
import uk.wayleave.framework.SwaCode;
import uk.wayleave.register.agreement.ContractTerm;
import uk.wayleave.register.agreement.LegalBody;
import uk.wayleave.register.agreement.Particulars;

/** What an agreement says that no gateway can enforce, in JSON. Without it an agreement can be drafted, not offered. */
record Particular(
        LegalParty controller,
        LegalParty integrator,

        @Meaning("Where the contract says what the law, or framework B1, has it say")
        List<Term> terms,

        @Meaning("Why there is no processor agreement, where the basis is a restricted-use contract")
        Optional<String> fallback,

        @Meaning("The purposes in plain words, on one line") String purposes,

        @Meaning("Reference of the data protection impact assessment")
        String dpia,

        @Meaning(
                value = "The day on which both sides look at it again, as 2027-06-01",
                pattern = "[0-9]{4}-[0-9]{2}-[0-9]{2}")
        String review) {
    private static final Pattern ICO_REGISTRATION = Pattern.compile("Z[A-Z0-9]{7}");
    private static final int LONGEST_PROSE = 4000;

    record LegalParty(
            @Meaning("As registered") String name,

            @Meaning("Of its organisations in Street Manager that the agreement is for; left out for none")
            Optional<Set<SwaCode>> swaCodes,

            @Meaning(value = "Its number in the ICO's register of fee payers", pattern = "Z[A-Z0-9]{7}")
            String icoRegistration) {
        static LegalParty of(LegalBody body) {
            return new LegalParty(body.name(), Optional.of(new TreeSet<>(body.swaCodes())), body.icoRegistration());
        }

        LegalBody body(String at) {
            if (!ICO_REGISTRATION.matcher(icoRegistration).matches())
                throw Refused.member(
                        at + "/ico_registration",
                        "It is no registration number of the ICO's.",
                        "Send Z and seven letters or digits, such as ZA123456.");
            return new LegalBody(Fields.label(at + "/name", name), swaCodes.orElse(Set.of()), icoRegistration);
        }
    }

    record Term(
            ContractTerm term,

            @Meaning("Such as clause 4.2") String where) {}

    /** Empty where nothing was given, as in agreements of the time before it was asked for. */
    static Optional<Particular> of(Particulars particulars) {
        if (particulars.equals(Particulars.none())) return Optional.empty();
        return Optional.of(new Particular(
                LegalParty.of(particulars.controller()),
                LegalParty.of(particulars.integrator()),
                particulars.terms().entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(one -> new Term(one.getKey(), one.getValue()))
                        .toList(),
                particulars.fallback().isEmpty() ? Optional.empty() : Optional.of(particulars.fallback()),
                particulars.purposes(),
                particulars.dpia(),
                particulars.review().map(LocalDate::toString).orElse("")));
    }

    Particulars particulars(String at) {
        Map<ContractTerm, String> places = new EnumMap<>(ContractTerm.class);
        for (int i = 0; i < terms.size(); i++)
            places.put(
                    terms.get(i).term(),
                    Fields.label(at + "/terms/" + i + "/where", terms.get(i).where()));
        return new Particulars(
                controller.body(at + "/controller"),
                integrator.body(at + "/integrator"),
                places,
                fallback.map(text -> prose(at + "/fallback", text)).orElse(""),
                prose(at + "/purposes", purposes),
                Fields.label(at + "/dpia", dpia),
                Optional.of(day(at + "/review", review)));
    }

    private static String prose(String at, String text) {
        boolean usable = !text.isBlank()
                && text.length() <= LONGEST_PROSE
                && text.chars().noneMatch(Character::isISOControl);
        if (usable) return text.strip();
        throw Refused.member(
                at,
                "It is not a text on one line.",
                "Send 1 to " + LONGEST_PROSE + " characters, without line breaks.");
    }

    private static LocalDate day(String at, String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException none) {
            throw Refused.member(at, "It is no day.", "Send it as 2027-06-01.");
        }
    }
}
