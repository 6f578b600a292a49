package uk.wayleave.streetmanager;

/** Where an operation takes the SWA code of the organisation it is for: contractors name their promoter there. */
public record SwaCodeParameter(String name, Place place) {
    public enum Place {
        QUERY,
        /** A member of the JSON body. */
        BODY,
        /** A part of a multipart form. */
        FORM
    }
}
