package uk.wayleave.register.party;

import java.util.Set;
import uk.wayleave.framework.Person;
import uk.wayleave.framework.PersonId;
import uk.wayleave.framework.Standing;
import uk.wayleave.register.Authority;
import uk.wayleave.register.Body;

/**
 * A person of a body.
 *
 * @param identifier unique within the body; of a Controller's person, what is written into Street Manager
 */
public record RegisteredPerson(
        PersonId id, Body body, String identifier, String name, Set<Authority> authorities, Standing standing) {
    public RegisteredPerson {
        authorities = Set.copyOf(authorities);
    }

    /** As the framework's decision sees it. */
    public Person person() {
        return new Person(id, identifier, name, standing);
    }

    /** Without the name: persons appear in no log. */
    @Override
    public String toString() {
        return "RegisteredPerson[" + id + "]";
    }
}
