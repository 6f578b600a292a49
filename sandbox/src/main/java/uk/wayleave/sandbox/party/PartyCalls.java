package uk.wayleave.sandbox.party;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import uk.wayleave.sandbox.call.Call;
import uk.wayleave.sandbox.call.Parts;
import uk.wayleave.sandbox.people.Organisation.Workstream;
import uk.wayleave.sandbox.people.Sessions;
import uk.wayleave.sandbox.wire.Answer;
import uk.wayleave.sandbox.wire.Json;

/** What an organisation changes of itself: its workstreams, and a user its name. */
public final class PartyCalls {
    private final Parts parts;
    private final Sessions sessions;

    public PartyCalls(Parts parts, Sessions sessions) {
        this.parts = parts;
        this.sessions = sessions;
    }

    public Answer createWorkstream(Call call) {
        String prefix = Json.string(call.body(), "prefix", "");
        if (!isOwn(call)) {
            return Answer.accessRestricted();
        }
        if (!prefix.matches("\\d{3}")) {
            return Answer.invalid("prefix", "must be three digits");
        }
        return parts.archive().alone(() -> {
            if (parts.directory().get(call.organisation()).hasWorkstream(prefix)) {
                return Answer.conflict("Workstream prefix already exists");
            }
            keep(call, prefix);
            return Answer.created(Json.object().put("prefix", prefix));
        });
    }

    public Answer updateWorkstream(Call call) {
        String prefix = call.at("workstreamPrefix");
        if (!isOwn(call)) {
            return Answer.accessRestricted();
        }
        return parts.archive().alone(() -> {
            if (!parts.directory().get(call.organisation()).hasWorkstream(prefix)) {
                return Answer.notFound("Workstream");
            }
            keep(call, prefix);
            return Answer.noContent();
        });
    }

    private static boolean isOwn(Call call) {
        return call.at("organisationReference").equals(call.organisation());
    }

    private void keep(Call call, String prefix) {
        parts.directory()
                .keep(
                        call.organisation(),
                        new Workstream(
                                prefix,
                                text(call, "name"),
                                text(call, "description"),
                                text(call, "contact_name"),
                                text(call, "contact_number"),
                                text(call, "contact_email"),
                                text(call, "emergency_contact_name"),
                                text(call, "emergency_contact_number")));
    }

    private static String text(Call call, String member) {
        return Json.string(call.body(), member, "");
    }

    /** A user changes its own name only; administrators, who could change others', have no accounts here. */
    public Answer updateUser(Call call) {
        if (!emailAddress(call.at("email")).equals(call.account().emailAddress())) {
            return Answer.accessRestricted();
        }
        sessions.rename(call.account(), text(call, "first_name"), text(call, "last_name"));
        return Answer.noContent();
    }

    /** Paths name users by the base64 of their e-mail address. Empty when it is none. */
    static String emailAddress(String base64) {
        try {
            return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notBase64) {
            return "";
        }
    }
}
