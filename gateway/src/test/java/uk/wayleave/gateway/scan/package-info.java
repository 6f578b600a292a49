@NullMarked
package uk.wayleave.gateway.scan;

import org.jspecify.annotations.NullMarked;
