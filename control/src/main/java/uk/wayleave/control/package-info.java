/** The control plane without pages: admin API, OAuth endpoints, sign-in. */
@NullMarked
package uk.wayleave.control;

import org.jspecify.annotations.NullMarked;
