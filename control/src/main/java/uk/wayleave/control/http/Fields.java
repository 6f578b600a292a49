package uk.wayleave.control.http;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import uk.wayleave.framework.Scope;

/** Checks members of a body that have the right type, and names the one at fault. */
public final class Fields {
    /** How {@link Scope.All} is written. */
    public static final String ALL = "all";

    private static final int LONGEST_LABEL = 200;

    private Fields() {}

    /** Text for people: 1 to 200 characters without control characters. */
    public static String label(String pointer, String text) {
        boolean usable = !text.isBlank()
                && text.length() <= LONGEST_LABEL
                && text.chars().noneMatch(c -> Character.isISOControl(c) || Character.isSurrogate((char) c));
        if (usable) return text.strip();
        throw Refused.member(
                pointer,
                "It is empty, too long, or has characters it cannot have.",
                "Send 1 to " + LONGEST_LABEL + " characters without control characters.");
    }

    public static String matching(String pointer, String text, Pattern form, String cure) {
        if (form.matcher(text).matches()) return text;
        throw Refused.member(pointer, "It does not have the form it must have.", cure);
    }

    /** A scope, written as the only item {@code all} or as its members. */
    public static Scope<String> scope(String pointer, List<String> items, Pattern form, String cure) {
        if (items.equals(List.of(ALL))) return Scope.all();
        if (items.isEmpty())
            throw Refused.member(pointer, "It names nothing.", "Say [\"" + ALL + "\"], or name the members.");
        for (int i = 0; i < items.size(); i++) matching(pointer + "/" + i, items.get(i), form, cure);
        return Scope.only(Set.copyOf(items));
    }

    public static List<String> items(Scope<String> scope) {
        return switch (scope) {
            case Scope.All<String> all -> List.of(ALL);
            case Scope.Only<String>(Set<String> members) ->
                members.stream().sorted().collect(Collectors.toUnmodifiableList());
        };
    }
}
