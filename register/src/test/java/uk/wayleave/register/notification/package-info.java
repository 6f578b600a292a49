@NullMarked
package uk.wayleave.register.notification;

import org.jspecify.annotations.NullMarked;
