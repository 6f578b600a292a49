package uk.wayleave.streetmanager;

import static uk.wayleave.streetmanager.CatalogueFiles.elements;
import static uk.wayleave.streetmanager.CatalogueFiles.optional;
import static uk.wayleave.streetmanager.CatalogueFiles.text;

import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import uk.wayleave.framework.OperationId;

/** How the operation files write an ownership and its proofs. */
final class OwnershipFormat {
    private OwnershipFormat() {}

    /** @param names the operations of the version: a look-up that it lacks proves nothing */
    static Ownership read(JsonNode node, Set<String> names) {
        String lookUp = node.path("authority").path("lookUp").asString("");
        if (!lookUp.isEmpty() && !names.contains(lookUp)) {
            return new Ownership.Unproven(
                    "What would prove it, " + lookUp + ", is not in this version.", FactSource.DERIVED);
        }
        FactSource source = FactSource.valueOf(text(node, "source"));
        return switch (text(node, "by")) {
            case "WORKS" -> byWorks(node, source);
            case "CODE" ->
                new Ownership.ByCodeInReference(text(node, "parameter"), kind(node), optional(node, "field"), source);
            case "BODY" ->
                new Ownership.ByPartyInBody(
                        Side.valueOf(text(node, "side")), text(node, "field"), optional(node, "reference"), source);
            case "ROWS" -> byRow(node, source);
            case "ANSWER" ->
                new Ownership.ByAnswer(
                        elements(node.path("fields")).map(JsonNode::asString).toList(), source);
            case "REMEMBERED" ->
                new Ownership.ByRemembered(
                        ReferenceKind.valueOf(text(node, "kind")), text(node, "parameter"), place(node), source);
            case "ORGANISATION" -> new Ownership.ByOrganisation(text(node, "parameter"), source);
            case "ACCOUNT" -> new Ownership.ByAccount(source);
            case "NOBODY" -> new Ownership.Nobody(source);
            case "UNPROVEN" -> new Ownership.Unproven(text(node, "why"), source);
            default -> throw new IllegalStateException("The catalogue has an unknown ownership: " + node);
        };
    }

    private static Ownership byWorks(JsonNode node, FactSource source) {
        return new Ownership.ByWorks(
                text(node, "parameter"),
                optional(node, "part").map(PartReference.Kind::valueOf),
                place(node),
                elements(node.path("beneath")).map(JsonNode::asString).toList(),
                optional(node, "promoterField"),
                proof(node.path("authority")),
                source);
    }

    private static Ownership byRow(JsonNode node, FactSource source) {
        JsonNode promoter = node.path("promoter");
        return new Ownership.ByRow(
                text(node, "rows"),
                promoter.isMissingNode() ? Optional.empty() : Optional.of(proof(promoter)),
                proof(node.path("authority")),
                optional(node, "bodyReferences"),
                source);
    }

    private static Proof proof(JsonNode node) {
        if (node.has("code")) {
            return new Proof.ByCode(text(node, "code"));
        }
        if (node.has("reference")) {
            return new Proof.ByWorksReference(text(node, "reference"));
        }
        if (node.has("coded")) {
            return new Proof.ByCodeInReference(text(node, "coded"), kind(node));
        }
        if (node.has("name")) {
            return new Proof.ByName(text(node, "name"));
        }
        if (node.has("lookUp")) {
            return new Proof.ByLookUp(new OperationId(text(node, "lookUp")), text(node, "field"));
        }
        if (node.has("remembered")) {
            return new Proof.ByRemembered(text(node, "remembered"), ReferenceKind.valueOf(text(node, "kind")));
        }
        if (node.has("account")) {
            return new Proof.ByAccount();
        }
        throw new IllegalStateException("The catalogue has an unknown proof: " + node);
    }

    private static Parameter.Place place(JsonNode node) {
        return optional(node, "in").map(Parameter.Place::valueOf).orElse(Parameter.Place.PATH);
    }

    private static CodedReference.Kind kind(JsonNode node) {
        return CodedReference.Kind.valueOf(text(node, "kind"));
    }
}
