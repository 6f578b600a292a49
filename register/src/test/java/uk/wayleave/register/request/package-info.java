@NullMarked
package uk.wayleave.register.request;

import org.jspecify.annotations.NullMarked;
