/** How long one fully explained decision takes, however many agreements there are. */
@NullMarked
package uk.wayleave.bench.decision;

import org.jspecify.annotations.NullMarked;
