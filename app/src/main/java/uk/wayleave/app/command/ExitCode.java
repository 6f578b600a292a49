package uk.wayleave.app.command;

import java.util.LinkedHashMap;
import java.util.Map;

/** What a command tells the shell. */
public final class ExitCode {
    /** It did what was asked. */
    public static final int OK = 0;

    /** It ran, and something was not as it should be: a step went otherwise, a check failed. */
    public static final int FAILED = 1;

    /** The command line was wrong. */
    public static final int USAGE = 2;

    /** Settings or surroundings do not let it start. */
    public static final int CANNOT_START = 3;

    private ExitCode() {}

    static Map<String, String> explained() {
        Map<String, String> codes = new LinkedHashMap<>();
        codes.put(" 0", "It did what was asked.");
        codes.put(" 1", "It ran, and something was not as it should be.");
        codes.put(" 2", "The command line was wrong.");
        codes.put(" 3", "Settings or surroundings do not let it start; the message says what to do.");
        return codes;
    }
}
