/** What an agreement says of personal data in free text that goes out. */
@NullMarked
package uk.wayleave.framework.text;

import org.jspecify.annotations.NullMarked;
