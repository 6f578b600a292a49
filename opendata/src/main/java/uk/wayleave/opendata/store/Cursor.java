package uk.wayleave.opendata.store;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a page ended. Pages go by what a record is, not by how many came before, so that a record that is added or
 * changed meanwhile makes none of the others come twice or not at all.
 *
 * @param cell of the last record where places were asked for; 0 otherwise
 * @param object of the last record
 */
public record Cursor(int cell, long object) {
    private static final Pattern FORM = Pattern.compile("(\\d{1,10})\\.(\\d{1,18})");

    public String text() {
        return cell + "." + object;
    }

    public static Optional<Cursor> of(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches() || Long.parseLong(matcher.group(1)) > Integer.MAX_VALUE) {
            return Optional.empty();
        }
        return Optional.of(new Cursor(Integer.parseInt(matcher.group(1)), Long.parseLong(matcher.group(2))));
    }
}
