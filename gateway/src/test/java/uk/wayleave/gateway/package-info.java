/** The gateway's tests, on real parts: PostgreSQL, HTTP, and the sandbox or an upstream that lies. */
@NullMarked
package uk.wayleave.gateway;

import org.jspecify.annotations.NullMarked;
