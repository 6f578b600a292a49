package uk.wayleave.streetmanager.description;

import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a description of an API comes to as a part of the catalogue.
 *
 * @param operations as in the operation files
 * @param schemas type of each field, as in the schema files, by schema and field
 * @param enumerations lists of values, by name
 * @param unclassified the fields, as in {@code work.PermitResponse.town}, of which nobody has said what they hold
 * @param unproven the operations that are refused until somebody says how the owner of their records is proven
 * @param off the operations that are off until the operator enables them
 * @param leftOut what the catalogue has no way to hold, and why
 */
public record ImportedApi(
        String number,
        List<ObjectNode> operations,
        Map<String, Map<String, String>> schemas,
        Map<String, List<String>> enumerations,
        Set<String> unclassified,
        List<String> unproven,
        List<String> off,
        List<String> leftOut) {}
