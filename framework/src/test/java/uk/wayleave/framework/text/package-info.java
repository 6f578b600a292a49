@NullMarked
package uk.wayleave.framework.text;

import org.jspecify.annotations.NullMarked;
