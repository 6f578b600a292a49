package uk.wayleave.gateway.door;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import uk.wayleave.gateway.call.QueryParameter;

/**
 * Path and query of a request line, read in the only way there is: what two readers could understand differently (dot
 * segments, encoded slashes, double encoding, empty segments, matrix parameters) is no target at all.
 */
sealed interface RequestTarget {
    record Read(List<String> segments, List<QueryParameter> query) implements RequestTarget {}

    /** @param why for the caller, without the target */
    record Refused(String why) implements RequestTarget {}

    int SEGMENTS_AT_MOST = 16;
    int PARAMETERS_AT_MOST = 500;

    /**
     * @param path raw, as in the request line
     * @param query raw, empty where there is none
     */
    static RequestTarget of(String path, String query) {
        try {
            return new Read(segments(path), parameters(query));
        } catch (Ambiguous ambiguous) {
            return new Refused(String.valueOf(ambiguous.getMessage()));
        }
    }

    /** Not a target. */
    final class Ambiguous extends Exception {
        private static final long serialVersionUID = 1L;

        Ambiguous(String why) {
            super(why, null, false, false);
        }
    }

    private static List<String> segments(String path) throws Ambiguous {
        if (!path.startsWith("/")) {
            throw new Ambiguous("The path must begin with a slash.");
        }
        List<String> segments = new ArrayList<>();
        for (String raw : path.substring(1).split("/", -1)) {
            segments.add(segment(raw));
        }
        if (segments.size() > SEGMENTS_AT_MOST) {
            throw new Ambiguous("The path has more segments than any of Street Manager's.");
        }
        return segments;
    }

    private static String segment(String raw) throws Ambiguous {
        if (raw.isEmpty()) {
            throw new Ambiguous("The path has an empty segment: two slashes in a row, or one at its end.");
        }
        StringBuilder text = new StringBuilder(raw.length());
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c == '%') {
                text.append(harmless(raw, i));
                i += 2;
            } else if (isPlain(c)) {
                text.append(c);
            } else {
                throw new Ambiguous("The path has a character that no path of Street Manager has.");
            }
        }
        String segment = text.toString();
        if (segment.equals(".") || segment.equals("..")) {
            throw new Ambiguous("The path has a dot segment.");
        }
        return segment;
    }

    /** What an e-mail address in base 64 may need encoded; everything else that is encoded could hide something. */
    private static char harmless(String raw, int at) throws Ambiguous {
        String code = raw.length() >= at + 3 ? raw.substring(at + 1, at + 3).toUpperCase(Locale.ROOT) : "";
        return switch (code) {
            case "3D" -> '=';
            case "2B" -> '+';
            default -> throw new Ambiguous("The path has an encoded character. No path of Street Manager needs one.");
        };
    }

    private static boolean isPlain(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '-'
                || c == '_'
                || c == '.'
                || c == '='
                || c == '+';
    }

    private static List<QueryParameter> parameters(String query) throws Ambiguous {
        List<QueryParameter> parameters = new ArrayList<>();
        if (query.isEmpty()) {
            return parameters;
        }
        for (String pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
            if (name.isEmpty()) {
                throw new Ambiguous("The query has a parameter without a name.");
            }
            parameters.add(new QueryParameter(name, equals < 0 ? "" : decoded(pair.substring(equals + 1))));
        }
        if (parameters.size() > PARAMETERS_AT_MOST) {
            throw new Ambiguous("The query has too many parameters.");
        }
        return parameters;
    }

    private static String decoded(String raw) throws Ambiguous {
        byte[] bytes = new byte[raw.length() * 3];
        int length = 0;
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c == '%') {
                int high = i + 2 < raw.length() ? Character.digit(raw.charAt(i + 1), 16) : -1;
                int low = high < 0 ? -1 : Character.digit(raw.charAt(i + 2), 16);
                if (low < 0) {
                    throw new Ambiguous("The query has a broken percent encoding.");
                }
                bytes[length++] = (byte) (high * 16 + low);
                i += 2;
            } else if (c > 0x20 && c < 0x7f) {
                bytes[length++] = c == '+' ? (byte) ' ' : (byte) c;
            } else {
                throw new Ambiguous("The query has a character that must be encoded.");
            }
        }
        String text = utf8(bytes, length);
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw new Ambiguous("The query has a control character.");
        }
        return text;
    }

    private static String utf8(byte[] bytes, int length) throws Ambiguous {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes, 0, length))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            throw new Ambiguous("The query is not UTF-8.");
        }
    }
}
