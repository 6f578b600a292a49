/** Agreements: drafted, offered, signed by both sides, in force, amended, suspended, ended. */
@NullMarked
package uk.wayleave.register.agreement;

import org.jspecify.annotations.NullMarked;
