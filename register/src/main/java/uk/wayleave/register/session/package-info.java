/** Sessions of persons who have signed in to us. */
@NullMarked
package uk.wayleave.register.session;

import org.jspecify.annotations.NullMarked;
