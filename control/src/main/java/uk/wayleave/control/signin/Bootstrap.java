package uk.wayleave.control.signin;

import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import uk.wayleave.control.http.Role;
import uk.wayleave.register.Actor;
import uk.wayleave.register.Authority;
import uk.wayleave.register.Body;
import uk.wayleave.register.Register;
import uk.wayleave.register.party.RegisteredPerson;

/** Makes the first operator where there is none that can sign in. */
public final class Bootstrap {
    /** The first operator's sign-in name. */
    public static final String NAME = "admin";

    private final Register register;
    private final Passwords passwords;

    public Bootstrap(Register register, Passwords passwords) {
        this.register = register;
        this.passwords = passwords;
    }

    /**
     * Makes it, unless it is there. Never logged here.
     *
     * @param keeper gets the generated password before it counts, so that no end of the program can lose it
     * @return the password, if one was made
     */
    public Optional<String> run(Consumer<String> keeper) {
        if (register.people().signIn(NAME).isPresent()) return Optional.empty();
        var operator = new Body.Operator();
        RegisteredPerson person = register.people().of(operator).stream()
                .filter(one -> one.identifier().equals(NAME))
                .findFirst()
                .orElseGet(this::registered);
        String password = passwords.generated();
        keeper.accept(password);
        register.people()
                .setSignIn(operator, person.id(), NAME, passwords.hash(password), new Actor.Setup())
                .orElseThrow();
        return Optional.of(password);
    }

    private RegisteredPerson registered() {
        Set<Authority> authorities = Role.OPERATOR.authorities();
        return register.people()
                .register(new Body.Operator(), NAME, "Operator", authorities, new Actor.Setup())
                .orElseThrow();
    }
}
