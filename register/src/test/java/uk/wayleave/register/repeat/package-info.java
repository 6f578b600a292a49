@NullMarked
package uk.wayleave.register.repeat;

import org.jspecify.annotations.NullMarked;
