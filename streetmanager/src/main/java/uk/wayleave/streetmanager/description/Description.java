package uk.wayleave.streetmanager.description;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import uk.wayleave.streetmanager.Content;

/**
 * One API as somebody describes it.
 *
 * @param title what the file calls it
 * @param number its version, as the file states it; empty where it states none
 * @param servedAt the address or path that it is served at, as the file states it; empty where it states none
 * @param schemas the objects that operations name, and those that these name, by name
 * @param enumerations lists of values, by name, each value as text
 */
public record Description(
        String title,
        String number,
        String servedAt,
        List<Call> calls,
        Map<String, Map<String, Member>> schemas,
        Map<String, List<String>> enumerations) {

    /** One member of an object. */
    public record Member(FieldType type, boolean required) {}

    /**
     * One operation.
     *
     * @param method in capitals
     * @param roles the roles it is stated to need one of; empty where nothing is stated
     * @param query its query parameters, by name
     * @param request what its body is, where that is JSON
     * @param answer what the body of a successful answer is, where that is JSON
     */
    public record Call(
            String name,
            String method,
            String path,
            Optional<Set<String>> roles,
            Map<String, FieldType> query,
            Content requestContent,
            Optional<FieldType> request,
            int status,
            Content answerContent,
            Optional<FieldType> answer) {

        /** Method and path, whatever the parameters in the path are called. */
        public String line() {
            return method + " " + path.replaceAll("\\{[^}]*}", "{}");
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    /** The calls by their {@link Call#line()}. */
    public Map<String, Call> byLine() {
        Map<String, Call> all = new LinkedHashMap<>();
        calls.forEach(call -> all.put(call.line(), call));
        return all;
    }
}
