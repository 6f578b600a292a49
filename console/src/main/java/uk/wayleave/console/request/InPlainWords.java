package uk.wayleave.console.request;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import uk.wayleave.console.web.Frames;
import uk.wayleave.control.PagesForPeople;
import uk.wayleave.framework.Audience;
import uk.wayleave.framework.Effect;
import uk.wayleave.framework.OperationId;
import uk.wayleave.framework.Scope;
import uk.wayleave.framework.Tier;
import uk.wayleave.register.Body;
import uk.wayleave.register.agreement.AgreementContent;
import uk.wayleave.register.agreement.RegisteredAgreement;
import uk.wayleave.register.request.InstructionRequest;
import uk.wayleave.register.request.WantedInstruction;
import uk.wayleave.streetmanager.ApiVersion;

/** A request as the person reads it who is to answer it: who wants to do what, with which works, until when. */
final class InPlainWords {
    private static final ZoneId HERE = ZoneId.of("Europe/London");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm", Locale.UK).withZone(HERE);

    private final PagesForPeople.Parts parts;
    private final Frames frames;

    InPlainWords(PagesForPeople.Parts parts, Frames frames) {
        this.parts = parts;
        this.frames = frames;
    }

    /** One thing it would do. */
    public record Doing(String operation, String effect) {}

    /**
     * @param destinations where the data goes, as the agreement has it
     * @param works which works it is about
     * @param closed whether it reaches closed fields of other organisations' records
     */
    public record Words(
            String integrator,
            String controller,
            String purpose,
            List<Doing> doings,
            boolean writes,
            List<String> works,
            String area,
            String tier,
            boolean closed,
            String from,
            String until,
            String uses,
            List<String> destinations) {}

    Words of(InstructionRequest request) {
        WantedInstruction wanted = request.wanted();
        Optional<AgreementContent> content = parts.register()
                .agreements()
                .find(request.controller(), request.agreement())
                .map(RegisteredAgreement::current)
                .map(version -> version.content());
        List<Doing> doings =
                wanted.operations().stream().sorted().map(this::doing).toList();
        return new Words(
                frames.nameOf(new Body.OfIntegrator(request.integrator())),
                frames.nameOf(new Body.OfController(request.controller())),
                wanted.purpose().meaning(),
                doings,
                doings.stream().anyMatch(one -> one.effect().equals("changes")),
                wanted.references() instanceof Scope.Only<String>(Set<String> members)
                        ? members.stream().sorted().toList()
                        : List.of(),
                wanted.area()
                        .map(box -> "from " + box.minEasting() + ", " + box.minNorthing() + " to " + box.maxEasting()
                                + ", " + box.maxNorthing() + " on the British National Grid")
                        .orElse(""),
                words(wanted.tier()),
                wanted.closedOfOthers(),
                time(wanted.from()),
                time(wanted.until()),
                uses(wanted),
                destinations(request, content));
    }

    private static String uses(WantedInstruction wanted) {
        if (wanted.uses().isEmpty()) return "As often as it needs to until then";
        long uses = wanted.uses().getAsLong();
        return uses == 1 ? "Once" : "At most " + uses + " times";
    }

    private static List<String> destinations(InstructionRequest request, Optional<AgreementContent> content) {
        List<String> all = new ArrayList<>();
        content.map(one -> one.destinations().getOrDefault(request.product(), List.of()))
                .ifPresent(list -> list.forEach(one -> all.add(one.system() + ", hosted in "
                        + country(one.hostingCountry()) + ", seen by " + words(one.audience()))));
        return all;
    }

    private static String country(String code) {
        return Locale.of("", code).getDisplayCountry(Locale.UK);
    }

    private Doing doing(OperationId id) {
        for (ApiVersion version : parts.catalogue().versions().descendingSet()) {
            var operation = parts.catalogue().operation(version, id);
            if (operation.isPresent())
                return new Doing(
                        spaced(id.value().substring(id.value().indexOf('.') + 1)),
                        operation.get().effect() == Effect.WRITE ? "changes" : "reads");
        }
        return new Doing(id.value(), "");
    }

    /** {@code AssessPermit} as "Assess permit". */
    static String spaced(String name) {
        String words = name.replaceAll("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", " ");
        var text = new StringBuilder();
        for (String word : words.split(" ", -1)) {
            boolean shortForm = word.length() > 1 && word.equals(word.toUpperCase(Locale.ROOT));
            if (!text.isEmpty()) text.append(' ');
            text.append(text.isEmpty() || shortForm ? word : word.toLowerCase(Locale.ROOT));
        }
        return text.toString();
    }

    String time(Instant instant) {
        return TIME.format(instant);
    }

    private static String words(Tier tier) {
        return switch (tier) {
            case T0 -> "what is published as open data";
            case T1 -> "what every Street Manager user sees";
            case T2 -> "your own organisation's records";
            case T3 -> "special records: internal comments, money and the like";
        };
    }

    private static String words(Audience audience) {
        return switch (audience) {
            case CONTROLLER_STAFF -> "your own staff";
            case CONTROLLER_CONTRACTORS -> "your staff and your contractors";
            case RING_FENCED -> "a closed site (open data only)";
            case PUBLIC -> "the public (open data only)";
        };
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
