/** Sites and their reinstatements. */
@NullMarked
package uk.wayleave.sandbox.sites;

import org.jspecify.annotations.NullMarked;
