package uk.wayleave.control.signin;

import java.time.Clock;
import java.util.Optional;
import uk.wayleave.control.http.Caller;
import uk.wayleave.control.http.Callers;
import uk.wayleave.control.http.Role;
import uk.wayleave.framework.Standing;
import uk.wayleave.register.Register;
import uk.wayleave.register.party.RegisteredPerson;
import uk.wayleave.register.session.Sessions;
import uk.wayleave.register.snapshot.Snapshot;

/** Finds callers in the register at each request, so that whoever may no longer act does not. */
public final class TokenCallers implements Callers {
    private final Register register;
    private final Clock clock;

    public TokenCallers(Register register, Clock clock) {
        this.register = register;
        this.clock = clock;
    }

    @Override
    public Caller of(String token) {
        Optional<Caller> caller = token.startsWith(Sessions.PREFIX)
                ? person(token).map(person -> new Caller.Someone(person, Role.of(person)))
                : machine(token).map(Caller.Machine::new);
        return caller.orElseGet(Caller.Unproven::new);
    }

    private Optional<RegisteredPerson> person(String token) {
        return register.sessions()
                .find(token)
                .flatMap(holder -> register.people().find(holder.body(), holder.person()))
                .filter(person -> person.standing() == Standing.ACTIVE);
    }

    private Optional<Snapshot> machine(String token) {
        return register.snapshots()
                .read(token)
                .filter(snapshot -> !snapshot.token().revoked()
                        && clock.instant().isBefore(snapshot.token().expires()))
                .filter(snapshot -> snapshot.product().standing() == Standing.ACTIVE)
                // No proof of a key is read here, and without one a token bound to a key is nobody's (RFC 9449 section
                // 7.1).
                .filter(snapshot -> snapshot.token().confirmation().isEmpty());
    }
}
