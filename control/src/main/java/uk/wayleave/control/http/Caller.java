package uk.wayleave.control.http;

import java.util.Set;
import uk.wayleave.register.Actor;
import uk.wayleave.register.party.RegisteredPerson;
import uk.wayleave.register.snapshot.Snapshot;

/** Who sends a request. */
public sealed interface Caller {
    /** Nobody we know: no token came with the request. */
    record Stranger() implements Caller {}

    /** A token came that is not, or no longer, good. */
    record Unproven() implements Caller {}

    /** A person who has signed in. */
    record Someone(RegisteredPerson person, Set<Role> roles) implements Caller {
        public Someone {
            roles = Set.copyOf(roles);
        }

        public Actor actor() {
            return new Actor.Someone(person.id());
        }

        public boolean is(Role role) {
            return roles.contains(role);
        }
    }

    /** A product with an access token of ours. */
    record Machine(Snapshot snapshot) implements Caller {
        public Actor actor() {
            return new Actor.Machine(snapshot.product().id());
        }
    }
}
