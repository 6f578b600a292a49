/** Our own access and refresh tokens: opaque to everybody, kept only as digests. */
@NullMarked
package uk.wayleave.register.token;

import org.jspecify.annotations.NullMarked;
