@NullMarked
package uk.wayleave.control.signin;

import org.jspecify.annotations.NullMarked;
