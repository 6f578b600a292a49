/** Step 5: which account it goes out with, and whose record it is about. */
@NullMarked
package uk.wayleave.gateway.account;

import org.jspecify.annotations.NullMarked;
