package uk.wayleave.register.repeat;

import uk.wayleave.evidence.Fingerprint;
import uk.wayleave.framework.ControllerId;
import uk.wayleave.framework.ProductId;

/**
 * By what a repeat is known: keys of two Controllers or products never meet.
 *
 * @param digest of the caller's key, with the Controller's key
 */
public record RepeatKey(ControllerId controller, ProductId product, Fingerprint digest) {}
