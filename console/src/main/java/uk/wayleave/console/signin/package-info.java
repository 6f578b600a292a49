/** Signing in with password and one-time code. */
@NullMarked
package uk.wayleave.console.signin;

import org.jspecify.annotations.NullMarked;
