@NullMarked
package uk.wayleave.messages.sns;

import org.jspecify.annotations.NullMarked;
