/** Multipart forms: what came in is read strictly, what goes out is written anew. */
@NullMarked
package uk.wayleave.gateway.form;

import org.jspecify.annotations.NullMarked;
