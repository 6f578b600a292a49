package uk.wayleave.framework.clause;

/** A part of the framework's text. */
public enum Section {
    PREAMBLE("Preamble"),
    TERMS_OF_ACCESS("Terms of access"),
    AUTHORISED_USER("What the authorised user ensures"),
    THIRD_PARTY("What the third party must not do"),
    CLOSE("Close");

    private final String title;

    Section(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }
}
