package uk.wayleave.gateway.forward;

import uk.wayleave.gateway.account.Placed;

/** A call that Street Manager answered. */
public record Forwarded(Placed placed, Sent.Answered answer) {}
