package uk.wayleave.console.instruction;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import uk.wayleave.console.web.Frames;
import uk.wayleave.control.PagesForPeople;
import uk.wayleave.framework.AgreementId;
import uk.wayleave.framework.Audience;
import uk.wayleave.framework.ControllerId;
import uk.wayleave.framework.Effect;
import uk.wayleave.framework.Instruction;
import uk.wayleave.framework.InstructionKind;
import uk.wayleave.framework.IntegratorId;
import uk.wayleave.framework.OperationId;
import uk.wayleave.framework.ProductId;
import uk.wayleave.framework.Scope;
import uk.wayleave.framework.Tier;
import uk.wayleave.register.Body;
import uk.wayleave.register.agreement.AgreementContent;
import uk.wayleave.register.agreement.RegisteredAgreement;
import uk.wayleave.register.request.InstructionRequest;
import uk.wayleave.register.request.WantedInstruction;
import uk.wayleave.streetmanager.ApiVersion;

/** An instruction as people read it: who may do what, with which works, until when, and where the data goes. */
public final class InPlainWords {
    private static final ZoneId HERE = ZoneId.of("Europe/London");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm", Locale.UK).withZone(HERE);

    private final PagesForPeople.Parts parts;
    private final Frames frames;

    public InPlainWords(PagesForPeople.Parts parts, Frames frames) {
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
            String kind,
            String purpose,
            List<Doing> doings,
            boolean writes,
            List<String> works,
            String area,
            String tier,
            boolean closed,
            String from,
            String until,
            List<String> hours,
            String uses,
            List<String> destinations) {}

    /** What a product asks for. */
    public Words of(InstructionRequest request) {
        WantedInstruction wanted = request.wanted();
        return of(
                request.controller(),
                request.agreement(),
                request.integrator(),
                request.product(),
                wanted,
                List.of(),
                uses(wanted.uses(), "As often as it needs to until then", " times at most"));
    }

    /** What was given. */
    public Words of(Instruction instruction, IntegratorId integrator) {
        var given = new WantedInstruction(
                instruction.kind(),
                instruction.purpose(),
                instruction.operations(),
                instruction.references(),
                instruction.area(),
                instruction.tier(),
                instruction.closedOfOthers(),
                instruction.from(),
                instruction.until(),
                instruction.remainingUses());
        return of(
                instruction.controller(),
                instruction.agreement(),
                integrator,
                instruction.product(),
                given,
                Hours.words(instruction.schedule()),
                uses(instruction.remainingUses(), "No limit until then", " times more"));
    }

    private Words of(
            ControllerId controller,
            AgreementId agreement,
            IntegratorId integrator,
            ProductId product,
            WantedInstruction wanted,
            List<String> hours,
            String uses) {
        Optional<AgreementContent> content = parts.register()
                .agreements()
                .find(controller, agreement)
                .map(RegisteredAgreement::current)
                .map(version -> version.content());
        List<Doing> doings =
                wanted.operations().stream().sorted().map(this::doing).toList();
        return new Words(
                frames.nameOf(new Body.OfIntegrator(integrator)),
                frames.nameOf(new Body.OfController(controller)),
                words(wanted.kind()),
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
                hours,
                uses,
                destinations(product, content));
    }

    private static String uses(OptionalLong uses, String unlimited, String more) {
        if (uses.isEmpty()) return unlimited;
        return uses.getAsLong() == 1 ? "Once" : uses.getAsLong() + more;
    }

    private static List<String> destinations(ProductId product, Optional<AgreementContent> content) {
        List<String> all = new ArrayList<>();
        content.map(one -> one.destinations().getOrDefault(product, List.of()))
                .ifPresent(list -> list.forEach(one -> all.add(one.system() + ", hosted in "
                        + country(one.hostingCountry()) + ", seen by " + words(one.audience()))));
        return all;
    }

    private static String country(String code) {
        return Locale.of("", code).getDisplayCountry(Locale.UK);
    }

    /** An operation and whether it reads or changes. */
    public Doing doing(OperationId id) {
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

    /** In London. */
    public static String time(Instant instant) {
        return TIME.format(instant);
    }

    /** How long it is for. */
    static String words(InstructionKind kind) {
        return switch (kind) {
            case ONE_OFF -> "Once";
            case SESSION -> "While somebody works with the product";
            case STANDING -> "Standing: it works by itself";
        };
    }

    /** A tier, as whoever gives an instruction knows it. */
    public static String words(Tier tier) {
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

    /** For an address. */
    public static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
