@NullMarked
package uk.wayleave.gateway.notification;

import org.jspecify.annotations.NullMarked;
