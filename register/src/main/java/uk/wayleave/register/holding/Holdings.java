package uk.wayleave.register.holding;

/** What is known to be whose, of that which Street Manager's references do not tell. */
public record Holdings(KnownReferences references, KnownExports exports) {}
