/** The demonstration: a small fictional world, loaded through the admin API, and a story of calls through it. */
@NullMarked
package uk.wayleave.app.demo;

import org.jspecify.annotations.NullMarked;
