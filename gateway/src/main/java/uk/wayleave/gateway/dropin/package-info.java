/** Signing in, refreshing and signing out in Street Manager's own shapes, with our own tokens. */
@NullMarked
package uk.wayleave.gateway.dropin;

import org.jspecify.annotations.NullMarked;
