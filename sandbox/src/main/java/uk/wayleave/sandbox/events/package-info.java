/** Updates, subscriptions, and the notifications that are posted to subscribers. */
@NullMarked
package uk.wayleave.sandbox.events;

import org.jspecify.annotations.NullMarked;
