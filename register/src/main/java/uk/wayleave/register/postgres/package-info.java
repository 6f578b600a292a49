/**
 * The PostgreSQL behind the register: an embedded one of our own or any that is configured, the roles in it, and
 * transactions as each of them.
 *
 * <p>{@link uk.wayleave.register.postgres.DatabaseChoice} says which server; {@link
 * uk.wayleave.register.postgres.EmbeddedPostgres} runs one; {@link uk.wayleave.register.postgres.Database} makes it
 * ready and is what everything else uses.
 */
@NullMarked
package uk.wayleave.register.postgres;

import org.jspecify.annotations.NullMarked;
