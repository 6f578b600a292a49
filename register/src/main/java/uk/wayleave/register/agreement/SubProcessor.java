package uk.wayleave.register.agreement;

/**
 * Whom the integrator passes data on to for processing.
 *
 * @param country ISO 3166-1 alpha-2
 */
public record SubProcessor(String name, String country) {}
