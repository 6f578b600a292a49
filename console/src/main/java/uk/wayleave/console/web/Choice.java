package uk.wayleave.console.web;

/** One of the choices of radios or check boxes. */
public record Choice(String value, String text) {}
