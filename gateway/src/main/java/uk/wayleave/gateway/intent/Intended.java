package uk.wayleave.gateway.intent;

import uk.wayleave.gateway.account.Placed;

/** A call whose intent is recorded, or, for a read, drafted to be recorded before anything is released. */
public record Intended(Placed placed) {}
