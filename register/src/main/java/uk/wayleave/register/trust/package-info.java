/** Whose signatures a Controller lets count for its persons, and the instructions made of them. */
@NullMarked
package uk.wayleave.register.trust;

import org.jspecify.annotations.NullMarked;
