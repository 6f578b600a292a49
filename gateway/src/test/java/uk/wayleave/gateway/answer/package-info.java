@NullMarked
package uk.wayleave.gateway.answer;

import org.jspecify.annotations.NullMarked;
