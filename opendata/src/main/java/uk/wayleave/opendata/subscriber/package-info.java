/** What Amazon SNS delivers: proven, kept, then answered. */
@NullMarked
package uk.wayleave.opendata.subscriber;

import org.jspecify.annotations.NullMarked;
