@NullMarked
package uk.wayleave.register.scan;

import org.jspecify.annotations.NullMarked;
