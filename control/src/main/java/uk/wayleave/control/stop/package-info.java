/** What a Controller can stop at once, and what that cuts off. */
@NullMarked
package uk.wayleave.control.stop;

import org.jspecify.annotations.NullMarked;
