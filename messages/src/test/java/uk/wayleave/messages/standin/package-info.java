@NullMarked
package uk.wayleave.messages.standin;

import org.jspecify.annotations.NullMarked;
