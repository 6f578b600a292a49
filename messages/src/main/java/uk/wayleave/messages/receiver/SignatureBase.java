package uk.wayleave.messages.receiver;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What is signed of an HTTP message (RFC 9421 section 2.5): its covered components, one a line, and the parameters of the
 * signature.
 *
 * @param components in the order in which they are signed, each name at most once
 * @param parameters as they follow the list of names: {@code ;created=…;keyid="…"}
 */
record SignatureBase(List<Component> components, String parameters) {
    /**
     * One covered component.
     *
     * @param name of a field in small letters, or derived, such as {@code @method}
     * @param value as RFC 9421 section 2.1 or 2.2 has it
     */
    record Component(String name, String value) {}

    SignatureBase {
        components = List.copyOf(components);
    }

    /** The inner list with its parameters, as it stands in {@code Signature-Input} (section 4.1). */
    String input() {
        return components.stream()
                        .map(component -> '"' + component.name() + '"')
                        .collect(Collectors.joining(" ", "(", ")"))
                + parameters;
    }

    byte[] bytes() {
        StringBuilder base = new StringBuilder();
        for (Component component : components) {
            base.append('"')
                    .append(component.name())
                    .append("\": ")
                    .append(component.value())
                    .append('\n');
        }
        return base.append("\"@signature-params\": ").append(input()).toString().getBytes(StandardCharsets.US_ASCII);
    }
}
