package uk.wayleave.framework;

import uk.wayleave.framework.field.AppliedProfile;

/** What a permit asks of those who carry out the call. */
public sealed interface Obligation {
    /** Write the registered person into {@code internal_user_identifier} and {@code internal_user_name} (A1). */
    record NameThePerson(Person person) implements Obligation {}

    /** Use the Controller's own account, chosen by role; its token never leaves the process (A3). */
    record UseTheControllersAccount(ControllerId controller) implements Obligation {}

    /** Record the release, then give the answer to this product and nobody else (A2). */
    record ReleaseOnlyTo(ProductId product) implements Obligation {}

    /** Withhold a record of one organisation's own unless it is proven to be the Controller's (B4, C5). */
    record ProveOwnership(Tier upTo) implements Obligation {}

    /** Release of each field what this profile says: personal data only where the purpose needs it (B4, B6). */
    record ApplyFieldProfile(AppliedProfile profile) implements Obligation {}

    /** Let no cache keep the answer (A2, C5). */
    record DoNotStore() implements Obligation {}
}
