/** What products prove themselves with. */
@NullMarked
package uk.wayleave.register.credential;

import org.jspecify.annotations.NullMarked;
