@NullMarked
package uk.wayleave.gateway.door;

import org.jspecify.annotations.NullMarked;
