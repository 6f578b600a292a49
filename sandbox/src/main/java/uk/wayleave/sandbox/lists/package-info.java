/** The lists of the Reporting API. */
@NullMarked
package uk.wayleave.sandbox.lists;

import org.jspecify.annotations.NullMarked;
