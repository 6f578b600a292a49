/** The way of one call, in the order in which it goes, and what is handed from step to step. */
@NullMarked
package uk.wayleave.gateway.call;

import org.jspecify.annotations.NullMarked;
