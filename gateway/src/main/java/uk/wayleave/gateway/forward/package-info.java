/**
 * Step 7 of the way of one call: the client of Street Manager. It logs in with the Controller's own account, sends, and
 * spools the answer; no token or password leaves this package except towards Street Manager.
 */
@NullMarked
package uk.wayleave.gateway.forward;

import org.jspecify.annotations.NullMarked;
