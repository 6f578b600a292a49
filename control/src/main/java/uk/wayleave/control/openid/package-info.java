/** Signing in with a body's own identity provider (OpenID Connect Core 1.0, authorization code with PKCE). */
@NullMarked
package uk.wayleave.control.openid;

import org.jspecify.annotations.NullMarked;
