@NullMarked
package uk.wayleave.gateway.call;

import org.jspecify.annotations.NullMarked;
