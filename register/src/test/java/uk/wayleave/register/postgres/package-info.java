@NullMarked
package uk.wayleave.register.postgres;

import org.jspecify.annotations.NullMarked;
