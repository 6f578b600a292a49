/** What goes out to receivers: signed, only to where receivers may be, and not believed without proof. */
@NullMarked
package uk.wayleave.messages.receiver;

import org.jspecify.annotations.NullMarked;
