/** How the calls a minute that may go to a Street Manager host are divided among nodes behind one address. */
@NullMarked
package uk.wayleave.register.allotment;

import org.jspecify.annotations.NullMarked;
