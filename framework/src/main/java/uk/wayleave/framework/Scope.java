package uk.wayleave.framework;

import java.util.Set;

/** Which members of a set an agreement or instruction covers. All of them is said, never implied by an empty set. */
public sealed interface Scope<T> {
    boolean covers(T member);

    /** Everything of the Controller's. */
    record All<T>() implements Scope<T> {
        @Override
        public boolean covers(T member) {
            return true;
        }
    }

    /** These and no others. */
    record Only<T>(Set<T> members) implements Scope<T> {
        public Only {
            members = Set.copyOf(members);
        }

        @Override
        public boolean covers(T member) {
            return members.contains(member);
        }
    }

    static <T> Scope<T> all() {
        return new All<>();
    }

    static <T> Scope<T> only(Set<T> members) {
        return new Only<>(members);
    }
}
