/** Organisations, their workstreams and users. */
@NullMarked
package uk.wayleave.sandbox.party;

import org.jspecify.annotations.NullMarked;
