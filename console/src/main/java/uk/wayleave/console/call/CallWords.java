package uk.wayleave.console.call;

import uk.wayleave.register.call.CallState;

/** What becomes of calls, in words. */
public final class CallWords {
    private CallWords() {}

    public static String of(CallState state) {
        return switch (state) {
            case UNDER_WAY -> "Under way";
            case ANSWERED -> "Answered";
            case REFUSED -> "Refused";
            case FAILED -> "Failed";
        };
    }

    public static String colour(CallState state) {
        return switch (state) {
            case UNDER_WAY -> "govuk-tag--grey";
            case ANSWERED -> "govuk-tag--green";
            case REFUSED -> "govuk-tag--red";
            case FAILED -> "govuk-tag--orange";
        };
    }

    /** What Street Manager had to do with it. */
    static String upstream(String state) {
        return switch (state) {
            case "not-sent" -> "Nothing was sent to Street Manager.";
            case "done" -> "Street Manager did it.";
            case "rejected" -> "Street Manager rejected it; it changed nothing.";
            case "unknown" ->
                "It was sent, and nobody knows whether Street Manager did it: look there before repeating it.";
            default -> "";
        };
    }

    /** What a refusal was answered with, by its problem's code. */
    static String refusal(String code) {
        return code.equals("refused-by-framework")
                ? "It breached what is named below."
                : "Answered with: " + code(code) + ".";
    }

    /** A problem's code, where it is no breach of a clause: {@code over-budget} becomes {@code over budget}. */
    static String code(String code) {
        String last = code.substring(code.lastIndexOf('/') + 1);
        return last.replace('-', ' ');
    }
}
