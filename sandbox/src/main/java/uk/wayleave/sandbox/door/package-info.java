/** The way of a call in: faults, rate, operation, token, role, body. */
@NullMarked
package uk.wayleave.sandbox.door;

import org.jspecify.annotations.NullMarked;
