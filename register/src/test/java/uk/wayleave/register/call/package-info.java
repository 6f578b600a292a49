@NullMarked
package uk.wayleave.register.call;

import org.jspecify.annotations.NullMarked;
