package uk.wayleave.framework;

/**
 * A registered person of a Controller on whose behalf a product may act.
 *
 * @param identifier what is written into Street Manager as {@code internal_user_identifier}
 * @param name what is written as {@code internal_user_name}
 */
public record Person(PersonId id, String identifier, String name, Standing standing) {
    /** Without the name: persons appear in no log. */
    @Override
    public String toString() {
        return "Person[" + id + "]";
    }
}
