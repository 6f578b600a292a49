package uk.wayleave.framework;

/**
 * Where a product keeps or shows what it receives, as registered in the agreement.
 *
 * @param system the system's name, for people
 * @param hostingCountry ISO 3166-1 alpha-2
 */
public record Destination(String system, String hostingCountry, Audience audience) {}
