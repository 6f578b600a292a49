/** The control plane without pages: admin API, OAuth endpoints, sign-in, health; embedded as a library. */
@NullMarked
package uk.wayleave.control;

import org.jspecify.annotations.NullMarked;
