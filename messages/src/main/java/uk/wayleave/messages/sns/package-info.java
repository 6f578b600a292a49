/** What Amazon SNS posts: proven to be its own before anything of it is believed. */
@NullMarked
package uk.wayleave.messages.sns;

import org.jspecify.annotations.NullMarked;
