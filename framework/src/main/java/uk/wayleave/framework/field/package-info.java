/** What of an answer's fields a purpose needs: profiles, and the grants that open them further. */
@NullMarked
package uk.wayleave.framework.field;

import org.jspecify.annotations.NullMarked;
