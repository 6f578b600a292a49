/** Keeps the passwords of Street Manager accounts: write-only for people, opened only to sign an account in. */
@NullMarked
package uk.wayleave.register.vault;

import org.jspecify.annotations.NullMarked;
