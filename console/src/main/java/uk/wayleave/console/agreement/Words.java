package uk.wayleave.console.agreement;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import uk.wayleave.framework.AgreementState;
import uk.wayleave.framework.Audience;
import uk.wayleave.framework.Basis;
import uk.wayleave.framework.Effect;
import uk.wayleave.framework.Party;
import uk.wayleave.framework.ProofLevel;
import uk.wayleave.framework.Tier;
import uk.wayleave.framework.text.TextTreatment;

/** What the register's constants are called on a page. */
public final class Words {
    /** Where the people are, whatever the machine is set to. */
    public static final ZoneId HERE = ZoneId.of("Europe/London");

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.UK).withZone(HERE);
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm:ss", Locale.UK).withZone(HERE);

    private Words() {}

    public static String day(Instant instant) {
        return DAY.format(instant);
    }

    public static String day(LocalDate day) {
        return day(day.atStartOfDay(HERE).toInstant());
    }

    public static String time(Instant instant) {
        return MINUTE.format(instant);
    }

    public static String of(AgreementState state) {
        return switch (state) {
            case DRAFT -> "Draft";
            case OFFERED -> "Waiting for signatures";
            case ACCEPTED -> "Signed by both";
            case ACTIVE -> "In force";
            case SUSPENDED -> "Suspended";
            case ENDED -> "Ended";
        };
    }

    /** The colour of a state's tag (GOV.UK tag). */
    public static String colour(AgreementState state) {
        return switch (state) {
            case DRAFT -> "govuk-tag--grey";
            case OFFERED, ACCEPTED -> "govuk-tag--yellow";
            case ACTIVE -> "govuk-tag--green";
            case SUSPENDED -> "govuk-tag--orange";
            case ENDED -> "govuk-tag--red";
        };
    }

    public static String of(Basis basis) {
        return switch (basis) {
            case PROCESSOR_AGREEMENT -> "Data-processor agreement (UK GDPR Article 28)";
            case RESTRICTED_USE -> "Contract that bars every use but serving the Controller (framework B1)";
        };
    }

    public static String of(Tier tier) {
        return switch (tier) {
            case T0 -> "T0: published as open data";
            case T1 -> "T1: what any Street Manager user sees";
            case T2 -> "T2: the own organisation's or workstream's records";
            case T3 -> "T3: special records: internal comments, money, views that need an extra role";
        };
    }

    public static String of(ProofLevel level) {
        return switch (level) {
            case L1 -> "L1: the product says who asks";
            case L2 -> "L2: the Controller's own system signs who asks";
            case L3 -> "L3: the person signs in here and approves";
        };
    }

    public static String of(Effect effect) {
        return switch (effect) {
            case READ -> "Reading";
            case WRITE -> "Writing";
            case AUTHENTICATION -> "Signing in";
        };
    }

    public static String of(Audience audience) {
        return switch (audience) {
            case CONTROLLER_STAFF -> "the Controller's staff";
            case CONTROLLER_CONTRACTORS -> "the Controller's staff and its contractors";
            case RING_FENCED -> "a ring-fenced site (open data only)";
            case PUBLIC -> "the public (open data only)";
        };
    }

    public static String of(TextTreatment treatment) {
        return switch (treatment) {
            case REFUSE -> "The call is refused, and says where and what to write instead";
            case WARN -> "The call goes on, and the product is told what was found where";
            case ALLOW -> "The call goes on; what was found is only counted";
        };
    }

    /** Of a file. */
    public static String size(int bytes) {
        return bytes < 1024 * 1024
                ? Math.max(1, bytes / 1024) + " KB"
                : String.format(Locale.UK, "%.1f MB", bytes / (1024.0 * 1024.0));
    }

    public static String of(Party side) {
        return switch (side) {
            case CONTROLLER -> "Controller";
            case INTEGRATOR -> "Integrator";
        };
    }

    /** An act's kind in words. */
    public static String act(String kind) {
        return switch (kind) {
            case "agreement.drafted" -> "Drafted";
            case "agreement.offered" -> "Offered to both sides to sign";
            case "agreement.withdrawn" -> "Offer withdrawn";
            case "agreement.draft-begun" -> "Draft begun";
            case "agreement.draft-discarded" -> "Draft discarded";
            case "agreement.document-kept" -> "Signed contract uploaded";
            case "agreement.attested" -> "Clauses attested";
            case "agreement.signed" -> "Signed";
            case "agreement.accepted" -> "Signed by both sides";
            case "agreement.activated" -> "Put in force";
            case "agreement.suspended" -> "Suspended";
            case "agreement.resumed" -> "Put in force again";
            case "agreement.ended" -> "Ended";
            case "agreement.amendment-proposed" -> "Amendment proposed";
            case "agreement.amended" -> "Amendment in force";
            default -> kind;
        };
    }
}
