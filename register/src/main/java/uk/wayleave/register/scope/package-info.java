/** One transaction of one body's data: who acts, what may be done, what is recorded. Used by the stores only. */
@NullMarked
package uk.wayleave.register.scope;

import org.jspecify.annotations.NullMarked;
