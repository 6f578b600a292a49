package uk.wayleave.control.http;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * One request to one endpoint, after its caller was let in.
 *
 * @param path the values in the path, by name
 * @param query the parameters of the query that the endpoint takes, each at most once
 * @param token the bearer token it came with
 * @param address where it came from
 */
public record Call(
        Caller caller, Map<String, String> path, Map<String, String> query, Optional<String> token, String address) {
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

    public Call {
        path = Map.copyOf(path);
        query = Map.copyOf(query);
    }

    /** The person; an endpoint only for persons has no other caller. */
    public Caller.Someone person() {
        if (caller instanceof Caller.Someone someone) return someone;
        throw Refused.forbidden("This takes a person who has signed in.", "Sign in at /api/sign-in.");
    }

    /** What the path names; text that cannot be a name of anything is not found. */
    public <T> T named(String variable, Function<String, T> reading) {
        String text = Optional.ofNullable(path.get(variable)).orElseThrow(Refused::notFound);
        try {
            return reading.apply(text);
        } catch (IllegalArgumentException e) {
            throw Refused.notFound();
        }
    }

    /** A number in the query, or another where there is none. */
    public long number(String name, long otherwise, long least, long most) {
        String text = query.get(name);
        if (text == null) return otherwise;
        if (NUMBER.matcher(text).matches()) {
            long number = Long.parseLong(text);
            if (number >= least && number <= most) return number;
        }
        throw Refused.query(
                name,
                "It is not a number that can be given here.",
                "Give a number from " + least + " to " + most + ".");
    }

    /** Without token, path or query. */
    @Override
    public String toString() {
        return "Call[withheld]";
    }
}
