package uk.wayleave.sandbox.people;

import java.util.ArrayList;
import java.util.List;

/**
 * A fictional organisation of the sandbox.
 *
 * @param swaCode four digits, from the top of the range, where we know of no real organisation
 * @param prefix the two letters its works reference numbers begin with
 * @param name as Street Manager would show it
 * @param legalBody the legal person behind it; a council that promotes works has two organisations
 * @param kind promoter, highway authority or contractor
 * @param sector industry sector as V6 names it
 * @param town where its office is
 * @param postcode not a real one
 * @param phoneNumber from Ofcom's range for drama
 * @param emailAddress in a reserved domain
 * @param contactName fictional person
 * @param workstreams at least the default {@code 000}
 */
public record Organisation(
        String swaCode,
        String prefix,
        String name,
        String legalBody,
        Kind kind,
        String sector,
        String town,
        String postcode,
        String phoneNumber,
        String emailAddress,
        String contactName,
        List<Workstream> workstreams) {

    public Organisation {
        workstreams = List.copyOf(workstreams);
    }

    /** What an organisation is to Street Manager. */
    public enum Kind {
        PROMOTER("PROMOTER"),
        HIGHWAY_AUTHORITY("HA"),
        CONTRACTOR("CONTRACTOR");

        private final String code;

        Kind(String code) {
            this.code = code;
        }

        /** The kind as Street Manager writes it. */
        public String code() {
            return code;
        }
    }

    /**
     * A workstream: {@code 000} is the default one and takes no permits. What is not said of it is empty.
     *
     * @param prefix three digits
     */
    public record Workstream(
            String prefix,
            String name,
            String description,
            String contactName,
            String contactNumber,
            String contactEmail,
            String emergencyContactName,
            String emergencyContactNumber) {}

    public boolean hasWorkstream(String workstreamPrefix) {
        return workstreams.stream().anyMatch(w -> w.prefix().equals(workstreamPrefix));
    }

    /** With this workstream added, or in the place of the one with the same prefix. */
    Organisation with(Workstream workstream) {
        List<Workstream> all = new ArrayList<>(workstreams);
        all.removeIf(known -> known.prefix().equals(workstream.prefix()));
        all.add(workstream);
        all.sort((one, other) -> one.prefix().compareTo(other.prefix()));
        return new Organisation(
                swaCode,
                prefix,
                name,
                legalBody,
                kind,
                sector,
                town,
                postcode,
                phoneNumber,
                emailAddress,
                contactName,
                all);
    }
}
