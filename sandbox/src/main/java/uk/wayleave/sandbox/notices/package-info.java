/** Fixed penalty notices, Sections 58, 74 and 81, and notices of works in private streets. */
@NullMarked
package uk.wayleave.sandbox.notices;

import org.jspecify.annotations.NullMarked;
