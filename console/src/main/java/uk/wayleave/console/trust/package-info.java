/** The systems whose signatures count for a Controller's persons (proof L2). */
@NullMarked
package uk.wayleave.console.trust;

import org.jspecify.annotations.NullMarked;
