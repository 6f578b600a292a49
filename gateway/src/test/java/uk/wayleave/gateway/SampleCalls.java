package uk.wayleave.gateway;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;
import uk.wayleave.streetmanager.Field;
import uk.wayleave.streetmanager.FileType;
import uk.wayleave.streetmanager.Operation;
import uk.wayleave.streetmanager.Ownership;
import uk.wayleave.streetmanager.Parameter;
import uk.wayleave.streetmanager.ReferenceKind;
import uk.wayleave.streetmanager.RequestShape;
import uk.wayleave.streetmanager.Role;
import uk.wayleave.streetmanager.Shape;
import uk.wayleave.streetmanager.Side;

/** For every operation a call that a Controller of {@link World} may make, with works of its own. */
final class SampleCalls {
    /** Promoted by the water company, on the county's streets. */
    static final String WORKS = "ZW001X1";

    /** What a product makes up; it must never reach Street Manager. */
    static final String MADE_UP_NAME = "Somebody Else";

    static final ShapedStreetManager.Parties WATER =
            new ShapedStreetManager.Parties(World.WATER_CODE, WORKS, "9989", "Elsewhere Council", World.WATER_CODE);
    static final ShapedStreetManager.Parties COUNTY = new ShapedStreetManager.Parties(
            World.WATER_CODE, WORKS, World.COUNTY_CODE, "Ashcombe County Council", World.COUNTY_CODE);

    /** Neither of theirs. */
    static final ShapedStreetManager.Parties OTHERS =
            new ShapedStreetManager.Parties(World.FIBRE_CODE, "ZF001X1", "9989", "Elsewhere Council", World.FIBRE_CODE);

    private SampleCalls() {}

    /**
     * One call.
     *
     * @param byCounty whether the county makes it, else the water company
     * @param query encoded as Street Manager's clients do; empty for none
     */
    record Sample(
            Operation operation,
            boolean byCounty,
            String path,
            String query,
            Optional<ObjectNode> body,
            Optional<SampleForm> form) {
        World.Party caller(World world) {
            return byCounty ? world.county : world.water;
        }

        ShapedStreetManager.Parties records() {
            return byCounty ? COUNTY : WATER;
        }

        String pathAndQuery() {
            return query.isEmpty() ? path : path + "?" + query;
        }
    }

    /** From now on what the samples name by number is the party's own. */
    static void remember(World where, World.Party party, URI streetManager) {
        String code = party.equals(where.water) ? World.WATER_CODE : World.COUNTY_CODE;
        for (ReferenceKind kind : ReferenceKind.values()) {
            where.register
                    .holdings()
                    .references()
                    .remember(
                            party.id(),
                            streetManager,
                            kind.name(),
                            List.of("7", "41", WORKS + "-01", ShapedStreetManager.formless(code)),
                            Optional.empty());
        }
    }

    static Sample of(Operation operation) {
        return of(operation, takesAnAuthority(operation));
    }

    /** Of an operation that a planner may call too. */
    static Sample byCounty(Operation operation) {
        return of(operation, true);
    }

    private static Sample of(Operation operation, boolean byCounty) {
        String code = byCounty ? World.COUNTY_CODE : World.WATER_CODE;
        return new Sample(
                operation,
                byCounty,
                path(operation, code),
                query(operation, code),
                body(operation, code),
                form(operation, code));
    }

    private static boolean takesAnAuthority(Operation operation) {
        boolean authoritysRecord = switch (operation.ownership()) {
            case Ownership.ByCodeInReference _ -> true;
            case Ownership.ByPartyInBody byParty -> byParty.side() == Side.AUTHORITY;
            case Ownership.ByWorks _,
                    Ownership.ByRow _,
                    Ownership.ByAnswer _,
                    Ownership.ByOrganisation _,
                    Ownership.ByRemembered _,
                    Ownership.ByAccount _,
                    Ownership.Nobody _,
                    Ownership.Unproven _ -> false;
        };
        return authoritysRecord || !operation.roles().contains(Role.PLANNER);
    }

    private static String path(Operation operation, String code) {
        String path = operation.path().text();
        for (String parameter : operation.path().parameters()) {
            path = path.replace("{" + parameter + "}", parameter(parameter, code));
        }
        return "/" + operation.version().segment() + "/" + operation.api().segment() + path;
    }

    private static String parameter(String name, String code) {
        return switch (name) {
            case "workReferenceNumber" -> WORKS;
            case "permitReferenceNumber" -> WORKS + "-01";
            case "activityReferenceNumber" -> "ARN-" + code + "-1";
            case "section58ReferenceNumber" -> "S58-" + code + "-1";
            case "organisationReference" -> code;
            case "workstreamPrefix" -> "001";
            case "usrn", "fileId", "csvId", "siteNumber" -> "41";
            case "email" -> "am8%3D";
            default -> WORKS + "-" + name.substring(0, 3) + "-1";
        };
    }

    /** Every parameter, and the first array with two values: it is its name twice. */
    private static String query(Operation operation, String code) {
        Optional<String> array = operation.parameters().stream()
                .filter(parameter -> parameter.place() == Parameter.Place.QUERY)
                .filter(parameter -> parameter.shape() instanceof Shape.ArrayShape && !isReference(parameter.name()))
                .map(Parameter::name)
                .findFirst();
        return operation.query().stream()
                .map(name -> array.equals(Optional.of(name))
                        ? name + "=first%20value&" + name + "=second%26value"
                        : name + "=" + value(name, code))
                .collect(Collectors.joining("&"));
    }

    private static boolean isReference(String name) {
        return name.contains("reference_number");
    }

    private static String value(String name, String code) {
        return switch (name) {
            case "swa_code", "swaCode" -> code;
            case "workstream_prefix" -> "001";
            case "minEasting" -> "384000";
            case "minNorthing" -> "171000";
            case "maxEasting" -> "385000.5";
            case "maxNorthing" -> "172000";
            case "work_reference_number", "work_reference_number_exact" -> WORKS;
            case "inspection_reference_number" -> WORKS + "-INSP-1";
            case "fpn_reference_number" -> WORKS + "-FPN-01";
            default -> isReference(name) ? WORKS + "-01" : "one%2Fvalue";
        };
    }

    private static Optional<ObjectNode> body(Operation operation, String code) {
        if (!(operation.request() instanceof RequestShape.Json(var shape))) {
            return Optional.empty();
        }
        ShapedJson json = ShapedJson.minimal(told(operation, code));
        ObjectNode body = (ObjectNode) json.of(shape);
        // These have to be right wherever they are required.
        Map<String, String> right = Map.of(
                "work_reference_number",
                WORKS,
                "swa_code",
                code,
                "workstream_prefix",
                "001",
                "internal_user_identifier",
                World.PLANNER);
        right.forEach((name, value) -> {
            if (body.has(name)) {
                body.put(name, value);
            }
        });
        List<String> members = shape.fields().stream().map(Field::name).toList();
        if (members.contains("subscription_reference_number")) {
            // Not promised to be needed, but nothing can be ended without it.
            body.put("subscription_reference_number", "SUB-1");
        }
        if (members.contains("work_reference_numbers")) {
            body.putArray("work_reference_numbers").add(WORKS);
        }
        return Optional.of(body);
    }

    /** Every field and a file of the first type that it takes. */
    private static Optional<SampleForm> form(Operation operation, String code) {
        if (!(operation.request() instanceof RequestShape.Form shape)) {
            return Optional.empty();
        }
        SampleForm form = shape.files().contains(FileType.STREET_LIST)
                ? SampleForm.with("streets.csv", "text/csv", SampleFiles.STREETS)
                : SampleForm.with("plan.pdf", "application/pdf", SampleFiles.PDF);
        for (String field : shape.fields().stream().sorted().toList()) {
            form = form.field(
                    field,
                    switch (field) {
                        case "swaCode" -> code;
                        case RequestShape.Form.USER_IDENTIFIER -> World.PLANNER;
                        case RequestShape.Form.USER_NAME -> MADE_UP_NAME;
                        default -> parameter(field, code);
                    });
        }
        return Optional.of(form);
    }

    private static Map<String, String> told(Operation operation, String code) {
        Map<String, String> told = new TreeMap<>();
        if (operation.takesInternalUser()) {
            told.put("/internal_user_name", MADE_UP_NAME);
        }
        if (operation.ownership() instanceof Ownership.ByPartyInBody byParty) {
            told.put(byParty.field(), code);
        }
        return told;
    }
}
