/** What the gateway says of itself, and of Street Manager, to anybody who asks. */
@NullMarked
package uk.wayleave.gateway.status;

import org.jspecify.annotations.NullMarked;
