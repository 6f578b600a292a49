/** Who takes part: Controllers, their organisations, integrators, their products, and persons. */
@NullMarked
package uk.wayleave.register.party;

import org.jspecify.annotations.NullMarked;
