/** Step 5: a place in the shared budget of calls to Street Manager, and what is no use but a burden. */
@NullMarked
package uk.wayleave.gateway.governor;

import org.jspecify.annotations.NullMarked;
