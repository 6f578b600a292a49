/** How persons sign in: passwords, sessions, roles, and a brake on guessing. */
@NullMarked
package uk.wayleave.control.signin;

import org.jspecify.annotations.NullMarked;
