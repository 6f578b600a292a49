package uk.wayleave.framework;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Says which rules a call breaches, naively and on purpose: one plain statement for each rule, read beside the framework,
 * with no thought of speed and nothing shared with the clauses that {@link Framework} decides by. It exists to be
 * obviously right; tests hold the two to the same answer. Not for use in the product.
 */
final class ReferenceEvaluator {
    private static final LocalDateTime MONDAY = LocalDateTime.of(2024, 1, 1, 0, 0);
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("e HH:mm", Locale.UK);

    /** The ids of the rules breached; empty when the call may go on. */
    Set<String> breached(Question question) {
        Set<String> breached = new TreeSet<>();
        Call call = question.call();
        List<Agreement> agreements = question.agreement().stream().toList();
        List<Instruction> instructions = question.instruction().stream().toList();

        if (agreements.isEmpty()) {
            breached.addAll(Set.of("A4.no-contract", "B1.no-agreement"));
        }
        if (instructions.isEmpty()) {
            breached.add("A1.no-instruction");
        }
        breached.addAll(byTheCallAlone(call));
        breached.addAll(byItsPurposes(call, agreements, instructions));
        breached.addAll(byItsControllers(call, agreements, instructions));
        for (Agreement agreement : agreements) {
            breached.addAll(byTheAgreement(agreement, call, question.at()));
        }
        for (Instruction instruction : instructions) {
            breached.addAll(byTheInstruction(instruction, call, question.at()));
        }
        for (Agreement agreement : agreements) {
            for (Instruction instruction : instructions) {
                ProofLevel least = Objects.requireNonNullElse(agreement.proof().get(call.effect()), ProofLevel.L3);
                if (instruction.proof().compareTo(least) < 0) {
                    breached.add("A1.proof");
                }
            }
        }
        return breached;
    }

    private static Set<String> byTheCallAlone(Call call) {
        Set<String> breached = new TreeSet<>();
        if (call.accountAdministration() || call.effect() == Effect.AUTHENTICATION) {
            breached.add("A3.account-administration");
            breached.add("B2.account-administration");
        }
        if (call.account() == AccountFit.NO_ACCOUNT) {
            breached.add("A3.no-account");
        }
        if (call.account() == AccountFit.NO_FITTING_ROLE) {
            breached.add("A3.no-fitting-role");
        }
        if (call.productStanding() == Standing.SUSPENDED) {
            breached.add("B1.caller-suspended");
        }
        if (call.productStanding() == Standing.ENDED) {
            breached.add("B1.caller-ended");
        }
        if (call.part() == Part.NONE && Set.of(Tier.T2, Tier.T3).contains(call.tier())) {
            breached.add("B4.foreign-record");
            breached.add("C5.foreign-record");
        }
        if (call.acting() == Acting.WITHOUT_A_CONTRACT) {
            breached.add("B4.no-contract");
        }
        return breached;
    }

    private static Set<String> byItsPurposes(Call call, List<Agreement> agreements, List<Instruction> instructions) {
        Set<String> breached = new TreeSet<>();
        Set<Purpose> purposes = Stream.concat(
                        call.statedPurposes().stream(), instructions.stream().map(Instruction::purpose))
                .collect(Collectors.toSet());
        if (purposes.contains(Purpose.PUBLIC_APP)) {
            breached.addAll(Set.of("P3.other-use", "A5.other-use", "A5a.public-app"));
        }
        if (purposes.contains(Purpose.PLANNING_SERVICE)) {
            breached.addAll(Set.of("P3.other-use", "A5.other-use", "A5b.planning-service"));
        }
        if (purposes.contains(Purpose.JOURNEY_PLANNING)) {
            breached.addAll(Set.of("P3.other-use", "A5.other-use", "A5c.journey-planning"));
        }
        if (purposes.contains(Purpose.PASSING_ON)) {
            breached.addAll(Set.of("P3.other-use", "A5.other-use", "A5d.passing-on"));
        }
        if (purposes.contains(Purpose.RESEARCH)) {
            breached.addAll(Set.of("P3.other-use", "A5.other-use", "A5e.research"));
        }
        if (purposes.size() > 1) {
            breached.add("C2.purposes-disagree");
        }
        if (agreements.stream()
                .anyMatch(agreement -> purposes.stream()
                        .anyMatch(purpose -> !agreement.purposes().contains(purpose)))) {
            breached.add("C2.purpose-not-granted");
        }
        return breached;
    }

    private static Set<String> byItsControllers(Call call, List<Agreement> agreements, List<Instruction> instructions) {
        Set<ControllerId> controllers = Stream.of(
                        Stream.of(call.controller()),
                        agreements.stream().map(Agreement::controller),
                        instructions.stream().map(Instruction::controller))
                .flatMap(ids -> ids)
                .collect(Collectors.toSet());
        return controllers.size() > 1 ? Set.of("B4.two-controllers", "C5.two-controllers") : Set.of();
    }

    private static Set<String> byTheAgreement(Agreement agreement, Call call, Instant at) {
        Set<String> breached = new TreeSet<>();
        if (!agreement.id().equals(call.agreement())) {
            breached.add("B1.other-agreement");
        }
        if (!agreement.controller().equals(call.controller())) {
            breached.add("B1.other-controller");
        }
        if (!agreement.integrator().equals(call.integrator())) {
            breached.add("B1.other-integrator");
        }

        boolean begun = agreement.from().compareTo(at) <= 0;
        boolean over = agreement.until().compareTo(at) <= 0;
        if (!begun) {
            breached.add("B1.not-yet");
        }
        if (over) {
            breached.add("B1.lapsed");
        }
        if (agreement.state() == AgreementState.DRAFT) {
            breached.add("B1.draft");
        }
        if (agreement.state() == AgreementState.OFFERED) {
            breached.add("B1.offered");
        }
        if (agreement.state() == AgreementState.ACCEPTED) {
            breached.add("B1.accepted");
        }
        if (agreement.state() == AgreementState.SUSPENDED) {
            breached.add("B1.suspended");
        }
        if (agreement.state() == AgreementState.ENDED) {
            breached.add("B1.ended");
        }
        Set<AgreementState> unsigned = Set.of(AgreementState.DRAFT, AgreementState.OFFERED, AgreementState.ENDED);
        if (unsigned.contains(agreement.state()) || !begun || over) {
            breached.add("A4.not-binding");
        }

        if (!agreement.apiVersions().contains(call.apiVersion())) {
            breached.add("B1.api-version");
        }
        if (!agreement.operations().contains(call.operation())) {
            breached.add("B1.operation");
        }
        if (call.tier().compareTo(agreement.tier()) > 0) {
            breached.add("B1.tier");
        }
        if (agreement.workstreams() instanceof Scope.Only<String>(Set<String> granted)) {
            if (!granted.containsAll(call.workstreams())) {
                breached.add("B1.workstream");
            }
            if (call.workstreams().isEmpty() && call.part() != Part.NOT_NEEDED) {
                breached.add("B1.workstream-unnamed");
            }
        }

        for (Box box : call.box().stream().toList()) {
            int width = box.maxEasting() - box.minEasting();
            int height = box.maxNorthing() - box.minNorthing();
            if (width > agreement.longestSide() || height > agreement.longestSide()) {
                breached.add("B1.area-too-large");
            }
        }

        if (!agreement.destinations().keySet().contains(call.product())) {
            breached.add("B1.product");
        } else if (agreement
                .destinations()
                .getOrDefault(call.product(), List.of())
                .isEmpty()) {
            breached.add("C3.no-destination");
        }
        Set<Audience> audiences = agreement.destinations().entrySet().stream()
                .filter(entry -> entry.getKey().equals(call.product()))
                .flatMap(entry -> entry.getValue().stream())
                .map(Destination::audience)
                .collect(Collectors.toSet());
        if (audiences.contains(Audience.PUBLIC)) {
            breached.addAll(Set.of("B6.wider-audience", "C3.public-destination"));
        }
        if (audiences.contains(Audience.RING_FENCED)) {
            breached.addAll(Set.of("B6.wider-audience", "C4.ring-fenced-destination"));
        }

        for (String clause : List.of("P1", "P2", "A4", "B3", "B5", "C1")) {
            if (agreement.attested().stream().noneMatch(id -> id.toString().equals(clause))) {
                breached.add(clause + ".not-attested");
            }
        }
        if (agreement.basis() == Basis.PROCESSOR_AGREEMENT
                && !agreement.attested().contains(ClauseId.B1)) {
            breached.add("B1.not-attested");
        }
        if (agreement.basis() == Basis.RESTRICTED_USE && !agreement.attested().contains(ClauseId.B1F)) {
            breached.add("B1f.not-attested");
        }
        if (agreement.purposes().stream().anyMatch(purpose -> !purpose.servesTheController())) {
            breached.add("A5.granted");
            if (agreement.basis() == Basis.RESTRICTED_USE) {
                breached.add("B1f.other-use-granted");
            }
        }
        return breached;
    }

    /** Every minute of a week that an instruction's windows have in them, as in {@code 1 06:00} for Monday morning. */
    private static Set<String> minutes(Instruction instruction) {
        Set<String> minutes = new TreeSet<>();
        for (Window window : instruction.schedule().windows()) {
            for (DayOfWeek day : window.days()) {
                LocalDateTime minute = MONDAY.plusDays(day.getValue() - 1L).plusMinutes(window.from());
                do {
                    minutes.add(MINUTE.format(minute));
                    minute = minute.plusMinutes(1);
                } while (minute.toLocalTime().toSecondOfDay() / 60 != window.until() % 1440);
            }
        }
        return minutes;
    }

    private static String minuteOfTheWeek(Instant at) {
        return MINUTE.format(at.atZone(ZoneId.of("Europe/London")));
    }

    private static Set<String> byTheInstruction(Instruction instruction, Call call, Instant at) {
        Set<String> breached = new TreeSet<>();
        if (!instruction.controller().equals(call.controller())) {
            breached.add("A1.other-controller");
        }
        if (!instruction.agreement().equals(call.agreement())) {
            breached.add("A1.other-agreement");
        }
        if (!instruction.product().equals(call.product())) {
            breached.addAll(Set.of("A1.other-product", "A2.other-requester"));
        }

        if (instruction.standing() == Standing.SUSPENDED) {
            breached.add("A1.suspended");
        }
        if (instruction.standing() == Standing.ENDED) {
            breached.add("A1.revoked");
        }
        if (instruction.from().compareTo(at) > 0) {
            breached.add("A1.not-yet");
        }
        if (instruction.until().compareTo(at) <= 0) {
            breached.add("A1.expired");
        }
        if (!instruction.schedule().windows().isEmpty() && !minutes(instruction).contains(minuteOfTheWeek(at))) {
            breached.add("A1.outside-hours");
        }
        if (instruction.remainingUses().orElse(1) < 1) {
            breached.add("A1.no-uses-left");
        }

        if (!instruction.operations().contains(call.operation())) {
            breached.add("A1.operation");
        }
        if (call.tier().compareTo(instruction.tier()) > 0) {
            breached.add("A1.tier");
        }
        if (instruction.references() instanceof Scope.Only<String>(Set<String> asked)) {
            if (!asked.containsAll(call.references())) {
                breached.add("A1.reference");
            }
            if (call.references().isEmpty() && call.part() != Part.NOT_NEEDED) {
                breached.add("A1.reference-unnamed");
            }
        }

        for (Box box : call.box().stream().toList()) {
            for (Box area : instruction.area().stream().toList()) {
                boolean west = box.minEasting() < area.minEasting();
                boolean south = box.minNorthing() < area.minNorthing();
                boolean east = box.maxEasting() > area.maxEasting();
                boolean north = box.maxNorthing() > area.maxNorthing();
                if (west || south || east || north) {
                    breached.add("A1.area");
                }
            }
            if (instruction.area().isEmpty() && instruction.references() instanceof Scope.Only<String>) {
                breached.add("A1.area");
            }
        }

        List<Person> meant = instruction.persons().stream()
                .filter(person ->
                        call.namedPerson().isEmpty() || call.namedPerson().get().equals(person.identifier()))
                .toList();
        if (instruction.persons().isEmpty()) {
            breached.add("A1.no-person");
        } else if (meant.isEmpty()) {
            breached.add("A1.person-not-listed");
        } else if (meant.size() > 1) {
            breached.add("A1.which-person");
        } else if (meant.getFirst().standing() != Standing.ACTIVE) {
            breached.add("A1.person-not-active");
        }
        return breached;
    }
}
