@NullMarked
package uk.wayleave.framework.field;

import org.jspecify.annotations.NullMarked;
