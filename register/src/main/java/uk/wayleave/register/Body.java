package uk.wayleave.register;

import uk.wayleave.framework.ControllerId;
import uk.wayleave.framework.IntegratorId;

/** What a person belongs to; each body's data is reached in its own scope only. */
public sealed interface Body {
    record OfController(ControllerId id) implements Body {}

    record OfIntegrator(IntegratorId id) implements Body {}

    /** Whoever operates this installation. */
    record Operator() implements Body {}
}
