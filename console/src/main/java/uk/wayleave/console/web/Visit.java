package uk.wayleave.console.web;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import uk.wayleave.control.http.Caller;

/**
 * One request for a page, after its caller was let in.
 *
 * @param path the values in the address, by name
 * @param upload the file that came with the form
 * @param step the token of a sign-in that waits for a code
 * @param provider the secret of a sign-in that was begun with an identity provider
 * @param next where the browser wanted to go before somebody signed in
 * @param session the token of the session
 * @param csrf what a form on the page repeats
 * @param address where it came from
 */
public record Visit(
        Caller caller,
        Map<String, String> path,
        Form query,
        Form form,
        Upload upload,
        Optional<String> step,
        Optional<String> provider,
        String next,
        Optional<String> session,
        String csrf,
        String address) {
    public Visit {
        path = Map.copyOf(path);
    }

    /** The person; a route only for persons has no other caller. */
    public Caller.Someone someone() {
        if (caller instanceof Caller.Someone someone) return someone;
        throw new NotThere();
    }

    /** What the address names; text that cannot be a name of anything is not there. */
    public <T> T named(String variable, Function<String, T> reading) {
        String text = path.get(variable);
        if (text == null) throw new NotThere();
        try {
            return reading.apply(text);
        } catch (IllegalArgumentException e) {
            throw new NotThere();
        }
    }

    /** Without tokens. */
    @Override
    public String toString() {
        return "Visit[withheld]";
    }
}
