package uk.wayleave.control.http;

import java.util.EnumSet;
import java.util.Set;

/** Who may use an endpoint; everybody else is refused before anything of the request is read. */
public sealed interface Access {
    /** Without a token. */
    record Anybody() implements Access {}

    /** Persons with at least one of these roles, and products where so said. */
    record Of(Set<Role> roles, boolean products) implements Access {
        public Of {
            roles = Set.copyOf(roles);
        }
    }

    static Access anybody() {
        return new Anybody();
    }

    static Access everyPerson() {
        return new Of(EnumSet.allOf(Role.class), false);
    }

    /** Everybody who has a token. */
    static Access everybodyKnown() {
        return new Of(EnumSet.allOf(Role.class), true);
    }

    static Access of(Role first, Role... others) {
        return new Of(EnumSet.of(first, others), false);
    }

    /** Products alone. */
    static Access ofProducts() {
        return new Of(EnumSet.noneOf(Role.class), true);
    }

    static Access ofProductsAnd(Role first, Role... others) {
        return new Of(EnumSet.of(first, others), true);
    }

    default boolean permits(Caller caller) {
        return switch (this) {
            case Anybody anybody -> true;
            case Of(Set<Role> roles, boolean products) ->
                switch (caller) {
                    case Caller.Someone someone -> someone.roles().stream().anyMatch(roles::contains);
                    case Caller.Machine machine -> products;
                    case Caller.Stranger stranger -> false;
                    case Caller.Unproven unproven -> false;
                };
        };
    }
}
