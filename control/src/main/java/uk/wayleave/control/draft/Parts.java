package uk.wayleave.control.draft;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import uk.wayleave.register.agreement.Part;

/** The parts of an agreement as those who draft it meet them. */
public final class Parts {
    /** @param parts in the order they are best filled in */
    public record Section(String name, List<Part> parts) {}

    public static final List<Section> SECTIONS = List.of(
            new Section("The parties and their contract", List.of(Part.PARTIES, Part.BASIS, Part.CONTRACT, Part.DATES)),
            new Section(
                    "What it allows", List.of(Part.PURPOSES, Part.OPERATIONS, Part.DATA, Part.FREE_TEXT, Part.PROOF)),
            new Section("Where data goes", List.of(Part.PRODUCTS, Part.SUB_PROCESSORS, Part.RETENTION)),
            new Section("Who stands for it", List.of(Part.CLAUSES, Part.CONTACTS)));

    private Parts() {}

    public static String title(Part part) {
        return switch (part) {
            case PARTIES -> "The two parties";
            case BASIS -> "Basis";
            case CONTRACT -> "Signed contract";
            case DATES -> "Dates, review and impact assessment";
            case PURPOSES -> "Purposes";
            case OPERATIONS -> "Operations";
            case DATA -> "Data and personal fields";
            case FREE_TEXT -> "Personal data in free text";
            case PROOF -> "Proof of the person asking";
            case PRODUCTS -> "Products and destinations";
            case SUB_PROCESSORS -> "Sub-processors";
            case RETENTION -> "Retention";
            case CLAUSES -> "Clauses to attest";
            case CONTACTS -> "Technical contacts of the integrator";
        };
    }

    /** As in addresses. */
    public static String slug(Part part) {
        return part.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The part of an address; technical contacts have none, as the integrator names them. */
    public static Optional<Part> ofSlug(String slug) {
        return Arrays.stream(Part.values())
                .filter(part -> part != Part.CONTACTS && slug(part).equals(slug))
                .findFirst();
    }

    /** Names of its fields; one that ends with a hyphen stands for all that begin so. */
    private static List<String> fields(Part part) {
        return switch (part) {
            case PARTIES -> List.of("controller-", "integrator-");
            case BASIS -> List.of("basis", "term-", "fallback");
            case CONTRACT -> List.of("document");
            case DATES -> List.of("from-", "until-", "review-", "dpia");
            case PURPOSES -> List.of("purposes", "words");
            case OPERATIONS -> List.of("versions", "operations");
            case DATA -> List.of("tier", "workstreams", "fields", "closed", "side");
            case FREE_TEXT -> List.of("text-");
            case PROOF -> List.of("proof-");
            case PRODUCTS -> List.of("product-");
            case SUB_PROCESSORS -> List.of("processors");
            case RETENTION -> List.of("retention");
            case CLAUSES -> List.of("attested");
            case CONTACTS -> List.of();
        };
    }

    /** Whether a field is one of the part's. */
    public static boolean has(Part part, String field) {
        return fields(part).stream().anyMatch(name -> name.endsWith("-") ? field.startsWith(name) : field.equals(name));
    }

    /** What was filled in of one part; a field left empty is no answer. */
    public static Map<String, List<String>> answers(Part part, Answers form) {
        Map<String, List<String>> answers = new HashMap<>();
        form.fields().forEach((field, values) -> {
            List<String> given =
                    values.stream().filter(value -> !value.isBlank()).toList();
            if (has(part, field) && !given.isEmpty()) answers.put(field, given);
        });
        return answers;
    }
}
