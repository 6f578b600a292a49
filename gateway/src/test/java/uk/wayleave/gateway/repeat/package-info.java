@NullMarked
package uk.wayleave.gateway.repeat;

import org.jspecify.annotations.NullMarked;
