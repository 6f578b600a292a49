/** What Street Manager is: its operations, references, owners and fields. Facts only. */
@NullMarked
package uk.wayleave.streetmanager;

import org.jspecify.annotations.NullMarked;
