/** What every endpoint of the control plane is made of: who calls, what is read, what is answered, how it is refused. */
@NullMarked
package uk.wayleave.control.http;

import org.jspecify.annotations.NullMarked;
