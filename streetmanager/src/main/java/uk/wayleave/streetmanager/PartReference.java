package uk.wayleave.streetmanager;

import java.util.Optional;

/**
 * The reference of a part of works, which begins with the reference of the works. Source: DfT's business rules, sections
 * 3 (permits, forward plans), 4 (change requests), 10 (inspections) and 11 (fixed penalty notices).
 *
 * @param value in capitals
 */
public record PartReference(Kind kind, WorkReference works, String value) {
    /** What the reference ends in, after that of the works. */
    public enum Kind {
        /** As in {@code AB001X1-01}. */
        PERMIT("", "a dash and a number of at least two digits"),
        /** Of a permit, as in {@code AB001X1-01-CR-01}. */
        CHANGE_REQUEST("-CR-", "a dash, the number of the permit, -CR- and a number"),
        /** As in {@code AB001X1-INSP-1}. */
        INSPECTION("-INSP-", "-INSP- and a number"),
        /** As in {@code AB001X1-FPN-01}. */
        FIXED_PENALTY_NOTICE("-FPN-", "-FPN- and a number"),
        /** As in {@code AB001X1-FP}. */
        FORWARD_PLAN("-FP", "-FP");

        private final String mark;
        private final String form;

        Kind(String mark, String ending) {
            this.mark = mark;
            this.form = "It is the reference of works, then " + ending + ".";
        }
    }

    private static final int DIGITS_AT_MOST = 9;

    /** Reads a reference of the given kind in capitals or small letters. */
    public static Parsed<PartReference> parse(Kind kind, String text) {
        String capitals = Ascii.capitals(text);
        Optional<WorkReference> works = switch (kind) {
            case PERMIT -> worksOfPermit(capitals);
            case CHANGE_REQUEST -> before(kind.mark, withoutNumber(capitals)).flatMap(PartReference::worksOfPermit);
            case INSPECTION, FIXED_PENALTY_NOTICE ->
                before(kind.mark, withoutNumber(capitals))
                        .flatMap(owner -> WorkReference.parse(owner).toOptional());
            case FORWARD_PLAN ->
                before(kind.mark, capitals)
                        .flatMap(owner -> WorkReference.parse(owner).toOptional());
        };
        return works.<Parsed<PartReference>>map(
                        reference -> new Parsed.Read<>(new PartReference(kind, reference, capitals)))
                .orElseGet(() -> new Parsed.Malformed<>(kind.form));
    }

    private static Optional<WorkReference> worksOfPermit(String permit) {
        return PermitReference.parse(permit).toOptional().map(PermitReference::works);
    }

    private static Optional<String> before(String mark, String text) {
        return text.endsWith(mark) ? Optional.of(text.substring(0, text.length() - mark.length())) : Optional.empty();
    }

    /** Cuts the digits off the end; empty, which is the beginning of nothing, where there are none or too many. */
    private static String withoutNumber(String text) {
        int start = text.length();
        while (start > 0 && Ascii.isDigit(text.charAt(start - 1))) {
            start--;
        }
        int digits = text.length() - start;
        return digits == 0 || digits > DIGITS_AT_MOST ? "" : text.substring(0, start);
    }

    @Override
    public String toString() {
        return value;
    }
}
