@NullMarked
package uk.wayleave.app.demo;

import org.jspecify.annotations.NullMarked;
