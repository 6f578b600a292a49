package uk.wayleave.app.demo;

import java.util.List;

/** Who plays in the demonstration. All of them are fictional; the organisations are the sandbox's. */
final class Cast {
    static final String WATER = "Aldermere Water plc";
    static final String COUNTY = "Ashcombe County Council";
    static final String PLANNER = "Jo Marlow";

    private static final List<String> OWN_WORKS = List.of(
            "work.CreateWork",
            "work.CreatePermit",
            "work.GetWork",
            "work.GetPermit",
            "work.GetWorkHistory",
            "work.UpdateActualStartDate",
            "work.RevertActualStartDate",
            "work.UpdateActualStopDate",
            "work.RevertActualStopDate",
            "work.UpdatePermitStatus",
            "work.PostComment",
            "work.MarkCommentAsRead",
            "work.CalculateDuration",
            "work.GetWorkCategory",
            "lookup.GetStreetsByUsrn",
            "lookup.GetStreetsByQuery");
    private static final List<String> REPORTS = List.of(
            "reporting.GetPermits",
            "reporting.GetComments",
            "reporting.GetUpdates",
            "event.GetWorksUpdates",
            "geojson.GetWorksIntersectBoundingBox");
    private static final List<String> COORDINATION = List.of(
            "work.GetWork",
            "work.GetPermit",
            "work.GetWorkHistory",
            "work.UpdateAssessmentStatus",
            "work.PostComment",
            "work.MarkCommentAsRead",
            "work.CreateActivity",
            "work.GetActivity",
            "lookup.GetStreetsByUsrn",
            "lookup.GetStreetsByQuery");

    private Cast() {}

    /**
     * A person.
     *
     * @param role in the control plane
     */
    record Somebody(String signInName, String identifier, String name, String role) {}

    /** A Controller, by the SWA codes of its organisations in the sandbox. */
    record AController(String name, List<String> swaCodes, List<Somebody> people) {
        Somebody in(String role) {
            return people.stream()
                    .filter(one -> one.role().equals(role))
                    .findFirst()
                    .orElseThrow();
        }
    }

    record AnIntegrator(String name, String product, List<Somebody> people) {
        Somebody in(String role) {
            return people.stream()
                    .filter(one -> one.role().equals(role))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** What an instruction of the Controller's requester is for. */
    record AnInstruction(String purpose, List<String> operations, String person) {}

    /**
     * Which integrator serves which Controller, with what.
     *
     * @param fields the personal classes of field that the agreement grants; all others come masked
     */
    record AGrant(String controller, String integrator, List<String> fields, List<AnInstruction> instructions) {
        List<String> operations() {
            return instructions.stream()
                    .flatMap(one -> one.operations().stream())
                    .distinct()
                    .sorted()
                    .toList();
        }

        List<String> purposes() {
            return instructions.stream().map(AnInstruction::purpose).distinct().toList();
        }
    }

    static List<AController> controllers() {
        return List.of(
                new AController(
                        WATER,
                        List.of("9981"),
                        List.of(
                                new Somebody("amy.water", "amy", "Amy Thorne", "controller-administrator"),
                                new Somebody("idris.water", "idris", "Idris Vale", "information-governance-officer"),
                                new Somebody("jo.water", "jo.marlow", PLANNER, "requester"),
                                new Somebody("lee.water", "lee.duty", "Lee Carrow", "requester"),
                                new Somebody("uma.water", "uma", "Uma Feld", "auditor"))),
                new AController(
                        COUNTY,
                        List.of("9983", "9984"),
                        List.of(
                                new Somebody("bea.county", "bea", "Bea Holm", "controller-administrator"),
                                new Somebody("omar.county", "omar", "Omar Sedge", "information-governance-officer"),
                                new Somebody("kit.county", "kit.permits", "Kit Rowan", "requester"),
                                new Somebody("pia.county", "pia", "Pia Lund", "auditor"))));
    }

    static List<AnIntegrator> integrators() {
        return List.of(
                new AnIntegrator(
                        "Fieldline Software",
                        "Fieldline Works",
                        List.of(
                                new Somebody("finn.fieldline", "finn", "Finn Ashby", "integrator-administrator"),
                                new Somebody("eve.fieldline", "eve", "Eve Lorne", "integrator-engineer"))),
                new AnIntegrator(
                        "Kerbside Systems",
                        "Kerbside Coordination",
                        List.of(
                                new Somebody("kay.kerbside", "kay", "Kay Brandt", "integrator-administrator"),
                                new Somebody("ned.kerbside", "ned", "Ned Oakes", "integrator-engineer"))));
    }

    static List<AGrant> grants() {
        return List.of(
                new AGrant(
                        WATER,
                        "Fieldline Software",
                        List.of("person-name", "telephone"),
                        List.of(
                                new AnInstruction("manage-own-permits", OWN_WORKS, "jo.marlow"),
                                new AnInstruction("manage-own-permits", OWN_WORKS, "lee.duty"),
                                new AnInstruction("own-reporting", REPORTS, "jo.marlow"))),
                new AGrant(
                        COUNTY,
                        "Kerbside Systems",
                        List.of(),
                        List.of(
                                new AnInstruction("coordinate-street-works", COORDINATION, "kit.permits"),
                                new AnInstruction("own-reporting", REPORTS, "kit.permits"))));
    }
}
