/** What was done in people's names week by week, and their objections to it. */
@NullMarked
package uk.wayleave.console.digest;

import org.jspecify.annotations.NullMarked;
