/** The OpenAPI document, made from the same endpoints that are served. */
@NullMarked
package uk.wayleave.control.openapi;

import org.jspecify.annotations.NullMarked;
