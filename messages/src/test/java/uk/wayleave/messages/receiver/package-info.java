@NullMarked
package uk.wayleave.messages.receiver;

import org.jspecify.annotations.NullMarked;
