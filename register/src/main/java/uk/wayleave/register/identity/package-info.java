/** Who a human is: the identity providers of bodies, and persons of several bodies that are one human. */
@NullMarked
package uk.wayleave.register.identity;

import org.jspecify.annotations.NullMarked;
