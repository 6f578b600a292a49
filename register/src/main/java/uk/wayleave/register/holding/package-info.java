/** Which of Street Manager's references are known to be a Controller's, where they do not tell by themselves. */
@NullMarked
package uk.wayleave.register.holding;

import org.jspecify.annotations.NullMarked;
