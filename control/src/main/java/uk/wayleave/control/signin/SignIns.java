package uk.wayleave.control.signin;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import uk.wayleave.framework.Standing;
import uk.wayleave.register.Outcome;
import uk.wayleave.register.Register;
import uk.wayleave.register.party.RegisteredPerson;
import uk.wayleave.register.party.SignIn;
import uk.wayleave.register.session.NewSession;

/** Signs persons in with name and password. */
public final class SignIns {
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

        /** No such name, a wrong password, or somebody who may not act: nobody is told which. */
        record Failed() implements Attempt {}

        record TooMany(Duration pause) implements Attempt {}
    }

    public Attempt attempt(String name, String password, String address) {
        String key = name.toLowerCase(Locale.ROOT);
        Optional<Duration> pause = attempts.pause(key, address);
        if (pause.isPresent()) return new Attempt.TooMany(pause.get());
        Optional<SignIn> known = register.people().signIn(name);
        boolean proven = known.map(signIn -> passwords.matches(password, signIn.secretHash()))
                .orElseGet(() -> {
                    passwords.matchNobody(password);
                    return false;
                });
        if (proven && known.get().person().standing() == Standing.ACTIVE) return signedIn(known.get(), key, address);
        attempts.failed(key, address);
        return new Attempt.Failed();
    }

    /** Whether these are the name and password the person signs in with; failures count as those of signing in. */
    public boolean isCurrent(RegisteredPerson person, String name, String password, String address) {
        String key = name.toLowerCase(Locale.ROOT);
        if (attempts.pause(key, address).isPresent()) return false;
        boolean current = register.people()
                .signIn(name)
                .filter(signIn -> signIn.person().id().equals(person.id()))
                .filter(signIn -> passwords.matches(password, signIn.secretHash()))
                .isPresent();
        if (!current) attempts.failed(key, address);
        return current;
    }

    private Attempt signedIn(SignIn signIn, String key, String address) {
        attempts.succeeded(key, address);
        return switch (register.sessions().begin(signIn.person(), lifetime)) {
            case Outcome.Done<NewSession>(NewSession session) -> new Attempt.SignedIn(session);
            case Outcome.Refused<NewSession> refused -> new Attempt.Failed();
        };
    }
}
