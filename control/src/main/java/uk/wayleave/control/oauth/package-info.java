/** Our OAuth 2.1 authorization server: Spring Security's filters over the register's credentials and tokens. */
@NullMarked
package uk.wayleave.control.oauth;

import org.jspecify.annotations.NullMarked;
