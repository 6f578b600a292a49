package uk.wayleave.gateway.call;

/** One name and value of the query, decoded. A list is the same name several times, as Street Manager has it. */
public record QueryParameter(String name, String value) {}
