/**
 * Notifications of Street Manager: subscribed by a receiver of ours, kept, checked like a release, and delivered signed
 * to the receivers that a Controller registered. What a product may have them sent to is never of its own choosing.
 */
@NullMarked
package uk.wayleave.gateway.notification;

import org.jspecify.annotations.NullMarked;
