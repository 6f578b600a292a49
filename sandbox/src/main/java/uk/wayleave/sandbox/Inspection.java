package uk.wayleave.sandbox;

import java.time.Instant;
import tools.jackson.databind.node.ObjectNode;

/**
 * An inspection of a works by the highway authority.
 *
 * @param reference {@code {works reference}-INSP-1} and so on
 * @param details in the words of the answer that shows it
 * @param created when it was recorded
 */
record Inspection(String reference, ObjectNode details, Instant created) {}
