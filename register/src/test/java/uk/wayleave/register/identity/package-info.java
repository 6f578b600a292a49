@NullMarked
package uk.wayleave.register.identity;

import org.jspecify.annotations.NullMarked;
