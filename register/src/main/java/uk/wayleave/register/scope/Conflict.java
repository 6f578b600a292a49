package uk.wayleave.register.scope;

import uk.wayleave.register.Outcome;
import uk.wayleave.register.postgres.ConstraintViolated;

/** Says in plain words which rule of the schema a change would have broken. */
final class Conflict {
    private static final String ANOTHER = "Look at what is registered, and choose another.";

    private Conflict() {}

    static <T> Outcome.Refused<T> explained(ConstraintViolated violation) {
        return switch (violation.constraint()) {
            case "organisation_pkey" ->
                new Outcome.Refused<>("An organisation with this SWA code is registered already.", ANOTHER);
            case "organisation_prefix_pkey" ->
                new Outcome.Refused<>("Another organisation has one of these prefixes.", ANOTHER);
            case "person_identifier" ->
                new Outcome.Refused<>("A person with this identifier is registered already.", ANOTHER);
            case "sign_in_name_key" -> new Outcome.Refused<>("This sign-in name is taken.", ANOTHER);
            case "integrator_lower_idx", "product_integrator_name_key" ->
                new Outcome.Refused<>("This name is registered already.", ANOTHER);
            case "trusted_issuer_controller_issuer_serves_key" ->
                new Outcome.Refused<>(
                        "The issuer is registered already for that.", "Remove it first, to register other keys.");
            case "agreement_one_active" ->
                new Outcome.Refused<>(
                        "Another agreement between the two is active.", "End or suspend the other one first.");
            case "promoter_contract_prefix_of_another" ->
                new Outcome.Refused<>(
                        "One of these prefixes is registered for another organisation than the promoter.",
                        "State the prefixes of the promoter's works references only.");
            case "promoter_contract_with_oneself" ->
                new Outcome.Refused<>(
                        "The promoter is an organisation of the Controller itself.",
                        "It needs no contract to act for its own organisations.");
            default ->
                new Outcome.Refused<>(
                        "It would break a rule of the register"
                                + (violation.constraint().isEmpty() ? "." : " (" + violation.constraint() + ")."),
                        "Look at what is registered, correct the request and send it again.");
        };
    }
}
