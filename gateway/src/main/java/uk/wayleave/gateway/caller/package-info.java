/** Step 1: who calls, for whom, under which agreement and instruction. */
@NullMarked
package uk.wayleave.gateway.caller;

import org.jspecify.annotations.NullMarked;
