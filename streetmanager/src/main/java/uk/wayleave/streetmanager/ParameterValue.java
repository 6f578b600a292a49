package uk.wayleave.streetmanager;

import java.util.Set;

/**
 * What may stand in a path for a parameter. Every reference of Street Manager is letters, digits, dashes and underscores;
 * the one exception is an e-mail address, which goes encoded in base 64.
 */
final class ParameterValue {
    private static final int REFERENCE_AT_MOST = 64;
    /** 254 characters of an e-mail address (RFC 5321) in base 64. */
    private static final int EMAIL_AT_MOST = 340;

    /** Street Manager counts these. */
    private static final Set<String> NUMBERS = Set.of("usrn", "fileId", "csvId", "siteNumber");

    private static final int NUMBER_AT_MOST = 18;

    private ParameterValue() {}

    static boolean isWellFormed(String parameter, String value) {
        if (NUMBERS.contains(parameter)) {
            return value.length() <= NUMBER_AT_MOST && Ascii.areDigits(value);
        }
        boolean email = parameter.equals("email");
        if (value.isEmpty() || value.length() > (email ? EMAIL_AT_MOST : REFERENCE_AT_MOST)) {
            return false;
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            boolean fits = Ascii.isLetterOrDigit(c) || c == '-' || c == '_' || (email && (c == '+' || c == '='));
            if (!fits) {
                return false;
            }
        }
        return true;
    }
}
