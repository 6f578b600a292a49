/** Forward plans and activities. */
@NullMarked
package uk.wayleave.sandbox.plans;

import org.jspecify.annotations.NullMarked;
