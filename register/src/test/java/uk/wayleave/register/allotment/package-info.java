@NullMarked
package uk.wayleave.register.allotment;

import org.jspecify.annotations.NullMarked;
