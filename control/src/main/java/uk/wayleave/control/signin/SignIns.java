package uk.wayleave.control.signin;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import uk.wayleave.framework.Standing;
import uk.wayleave.register.Outcome;
import uk.wayleave.register.Register;
import uk.wayleave.register.party.RegisteredPerson;
import uk.wayleave.register.party.SignIn;
import uk.wayleave.register.session.NewSession;
import uk.wayleave.register.session.Sessions;

/**
 * Signs persons in: with name and password, and a one-time code where the person has set that up. The pages for people
 * take both always, in two steps, and have a person set codes up at the first sign-in.
 */
public final class SignIns {
    /** For the second step. */
    private static final Duration STEP = Duration.ofMinutes(10);

    private final Register register;
    private final Passwords passwords;
    private final Attempts attempts;
    private final Duration lifetime;

    public SignIns(Register register, Passwords passwords, Attempts attempts, Duration lifetime) {
        this.register = register;
        this.passwords = passwords;
        this.attempts = attempts;
        this.lifetime = lifetime;
    }

    /** What became of an attempt. */
    public sealed interface Attempt {
        record SignedIn(NewSession session) implements Attempt {}

        /** The name and password are proven; a one-time code is to follow, with this token where there is one. */
        record CodeNeeded(Optional<NewSession> step) implements Attempt {}

        /** It is this person, and no session was begun. */
        record Proven(RegisteredPerson person) implements Attempt {}

        /** No such name, a wrong password or code, or somebody who may not act: nobody is told which. */
        record Failed() implements Attempt {}

        record TooMany(Duration pause) implements Attempt {}
    }

    /** In one step. */
    public Attempt attempt(String name, String password, Optional<String> code, String address) {
        return proven(name, password, address, person -> {
            if (!register.oneTimeCodes().isSetUp(person)) return begun(person);
            return code.map(given -> taken(person, given, address, () -> begun(person)))
                    .orElseGet(() -> new Attempt.CodeNeeded(Optional.empty()));
        });
    }

    /** The first of two steps. */
    public Attempt attempt(String name, String password, String address) {
        return proven(
                name, password, address, person -> switch (register.sessions().await(person, STEP)) {
                    case Outcome.Done<NewSession>(NewSession step) -> new Attempt.CodeNeeded(Optional.of(step));
                    case Outcome.Refused<NewSession> refused -> new Attempt.Failed();
                });
    }

    /** Whether name, password and code are those of a person, who is not signed in by it. */
    public Attempt prove(String name, String password, String code, String address) {
        return proven(
                name, password, address, person -> taken(person, code, address, () -> new Attempt.Proven(person)));
    }

    /**
     * Signs in another person that the one at the screen was proven to be, too, with a one-time code of that person: only
     * that person's own body can set it anew, so no body lets anybody into another.
     */
    public Attempt changeOver(RegisteredPerson other, String code, String address) {
        return other.standing() == Standing.ACTIVE
                ? taken(other, code, address, () -> begun(other))
                : new Attempt.Failed();
    }

    /** Who is between the two steps. */
    public Optional<RegisteredPerson> awaited(String step) {
        if (!step.startsWith(Sessions.PREFIX)) return Optional.empty();
        return register.sessions()
                .findAwaiting(step)
                .flatMap(holder -> register.people().find(holder.body(), holder.person()))
                .filter(person -> person.standing() == Standing.ACTIVE);
    }

    /** The second of two steps. */
    public Attempt finish(String step, String code, String address) {
        Optional<RegisteredPerson> person = awaited(step);
        if (person.isEmpty()) return new Attempt.Failed();
        Attempt attempt = taken(person.get(), code, address, () -> begun(person.get()));
        if (attempt instanceof Attempt.SignedIn) register.sessions().end(person.get(), step);
        return attempt;
    }

    private Attempt proven(
            String name, String password, String address, Function<RegisteredPerson, Attempt> whenProven) {
        String key = name.toLowerCase(Locale.ROOT);
        Optional<Duration> pause = attempts.enter(key, address);
        if (pause.isPresent()) return new Attempt.TooMany(pause.get());
        Optional<SignIn> known = register.people().signIn(name);
        boolean proven = known.map(signIn -> passwords.matches(password, signIn.secretHash()))
                .orElseGet(() -> {
                    passwords.matchNobody(password);
                    return false;
                });
        if (proven && known.get().person().standing() == Standing.ACTIVE) {
            attempts.entered(key, address);
            return whenProven.apply(known.get().person());
        }
        return new Attempt.Failed();
    }

    /** Codes have a brake of their own: six digits are few. */
    private Attempt taken(RegisteredPerson person, String code, String address, Supplier<Attempt> whenTaken) {
        String key = "code of " + person.id();
        Optional<Duration> pause = attempts.enter(key, address);
        if (pause.isPresent()) return new Attempt.TooMany(pause.get());
        boolean right =
                register.oneTimeCodes().take(person, code) instanceof Outcome.Done<Boolean>(Boolean taken) && taken;
        if (!right) return new Attempt.Failed();
        attempts.entered(key, address);
        return whenTaken.get();
    }

    private Attempt begun(RegisteredPerson person) {
        return switch (register.sessions().begin(person, lifetime)) {
            case Outcome.Done<NewSession>(NewSession session) -> new Attempt.SignedIn(session);
            case Outcome.Refused<NewSession> refused -> new Attempt.Failed();
        };
    }

    /** Whether these are the name and password the person signs in with; failures count as those of signing in. */
    public boolean isCurrent(RegisteredPerson person, String name, String password, String address) {
        String key = name.toLowerCase(Locale.ROOT);
        if (attempts.enter(key, address).isPresent()) return false;
        boolean current = register.people()
                .signIn(name)
                .filter(signIn -> signIn.person().id().equals(person.id()))
                .filter(signIn -> passwords.matches(password, signIn.secretHash()))
                .isPresent();
        if (current) attempts.entered(key, address);
        return current;
    }
}
