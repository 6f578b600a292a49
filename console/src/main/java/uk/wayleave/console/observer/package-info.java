/** What the operator and DfT's observer see of integrators. */
@NullMarked
package uk.wayleave.console.observer;

import org.jspecify.annotations.NullMarked;
