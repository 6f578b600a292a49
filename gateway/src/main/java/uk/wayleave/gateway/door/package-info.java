/** The data plane's door: HTTP in, HTTP out. */
@NullMarked
package uk.wayleave.gateway.door;

import org.jspecify.annotations.NullMarked;
