package uk.wayleave.streetmanager;

/** What a parameter or a field names: the record, the organisation or the place that its value stands for. */
public enum ReferenceKind {
    /** Works, by their reference: its prefix is the promoter's. */
    WORKS,
    /** See {@link PartReference.Kind}: these begin with the reference of their works. */
    PERMIT,
    CHANGE_REQUEST,
    INSPECTION,
    FIXED_PENALTY_NOTICE,
    FORWARD_PLAN,
    /** A part of works whose reference has no documented form: alone it proves nothing. */
    SECTION_74,
    SECTION_81,
    PRIVATE_STREET_NOTICE,
    REINSTATEMENT,
    NON_COMPLIANCE,
    ANCILLARY_INFORMATION,
    COMMENT,
    SITE,
    /** A finding about the ground of a street; of no works. */
    MATERIAL_CLASSIFICATION,
    /** See {@link CodedReference}: these hold the SWA code of their highway authority. */
    ACTIVITY,
    SECTION_58,
    /** The SWA code of who promotes works. */
    PROMOTER,
    /** The SWA code of a highway authority. */
    AUTHORITY,
    /** The SWA code, or organisation reference, of an organisation in whatever part. */
    ORGANISATION,
    /** The three digits of a workstream. */
    WORKSTREAM,
    /** The number of an uploaded file. */
    FILE,
    /** The number of a CSV export that somebody asked for. */
    EXPORT,
    GEOGRAPHICAL_AREA,
    SAMPLE_INSPECTION_TARGET,
    SAMPLE_INSPECTION,
    SUBSCRIPTION,
    /** A street of the national gazetteer, by its USRN. */
    STREET;

    /**
     * Whether the reference says nothing of whose record it is, so that the gateway must remember for each Controller
     * which ones it saw in records that were proven to be the Controller's, made through it included. See
     * {@link Ownership.ByRemembered} and {@link Proof.ByRemembered}.
     */
    public boolean isRemembered() {
        return switch (this) {
            case FILE, EXPORT, SECTION_74, SECTION_81, PRIVATE_STREET_NOTICE, REINSTATEMENT, MATERIAL_CLASSIFICATION ->
                true;
            case WORKS,
                    PERMIT,
                    CHANGE_REQUEST,
                    INSPECTION,
                    FIXED_PENALTY_NOTICE,
                    FORWARD_PLAN,
                    NON_COMPLIANCE,
                    ANCILLARY_INFORMATION,
                    COMMENT,
                    SITE,
                    ACTIVITY,
                    SECTION_58,
                    PROMOTER,
                    AUTHORITY,
                    ORGANISATION,
                    WORKSTREAM,
                    GEOGRAPHICAL_AREA,
                    SAMPLE_INSPECTION_TARGET,
                    SAMPLE_INSPECTION,
                    SUBSCRIPTION,
                    STREET -> false;
        };
    }
}
