@NullMarked
package uk.wayleave.gateway.form;

import org.jspecify.annotations.NullMarked;
