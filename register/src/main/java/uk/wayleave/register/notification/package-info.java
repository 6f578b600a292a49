/**
 * Notifications in the register: the receivers a Controller registered, the subscriptions of products, our own with
 * Street Manager, and what came in and is on its way.
 */
@NullMarked
package uk.wayleave.register.notification;

import org.jspecify.annotations.NullMarked;
