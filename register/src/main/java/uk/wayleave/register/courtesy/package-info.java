/** What nodes remember together to be no burden on Street Manager: polls, and reads of other organisations' records. */
@NullMarked
package uk.wayleave.register.courtesy;

import org.jspecify.annotations.NullMarked;
