@NullMarked
package uk.wayleave.framework.clause;

import org.jspecify.annotations.NullMarked;
