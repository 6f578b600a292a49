@NullMarked
package uk.wayleave.gateway.forward;

import org.jspecify.annotations.NullMarked;
