@NullMarked
package uk.wayleave.register.session;

import org.jspecify.annotations.NullMarked;
