package uk.wayleave.sandbox.record;

/** What kind of record an {@link Entry} is. */
public enum Kind {
    SITE("site_reference_number"),
    REINSTATEMENT("reinstatement_reference_number"),
    INSPECTION("inspection_reference_number"),
    /** An inspection that is due. */
    SCHEDULED_INSPECTION("scheduled_inspection_reference_number"),
    /** An inspection the sampling rules picked the works for. */
    SAMPLE_INSPECTION("sample_inspection_reference_number"),
    FPN("fpn_reference_number"),
    SECTION_58("section_58_reference_number"),
    SECTION_74("section_74_reference_number"),
    SECTION_81("section_81_reference_number"),
    PRIVATE_STREET_NOTICE("private_street_reference_number"),
    MATERIAL_CLASSIFICATION("material_classification_reference_number"),
    NON_COMPLIANCE("non_compliance_reference_number"),
    ANCILLARY_INFO("ancillary_info_reference_number"),
    GEOGRAPHICAL_AREA("geographical_area_reference_number"),
    SAMPLE_INSPECTION_TARGET("sample_inspection_target_reference_number"),
    SAMPLE_GENERATION_JOB("sample_generation_job_reference_number"),
    /** That an item of a worklist was put away. */
    DISMISSAL("permit_reference_number");

    private final String referenceField;

    Kind(String referenceField) {
        this.referenceField = referenceField;
    }

    /** The member of requests and answers that holds its reference. */
    public String referenceField() {
        return referenceField;
    }
}
