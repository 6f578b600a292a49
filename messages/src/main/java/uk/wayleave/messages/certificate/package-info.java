/** The certificates by which callers of ours prove which key they hold (RFC 8705). */
@NullMarked
package uk.wayleave.messages.certificate;

import org.jspecify.annotations.NullMarked;
