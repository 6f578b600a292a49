/** What a caller is told when a call does not go on. */
@NullMarked
package uk.wayleave.gateway.refusal;

import org.jspecify.annotations.NullMarked;
