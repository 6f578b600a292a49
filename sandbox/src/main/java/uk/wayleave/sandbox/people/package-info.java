/** Organisations, their accounts, log-in and tokens, and who may act for whom. */
@NullMarked
package uk.wayleave.sandbox.people;

import org.jspecify.annotations.NullMarked;
