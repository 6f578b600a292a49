package uk.wayleave.gateway.screening;

/**
 * A text that a call would send, and that may say anything.
 *
 * @param where for people: a JSON Pointer, a part or a query parameter, without anything of its value
 * @param field its name in Street Manager's API, by which an agreement has a policy
 * @param published whether it becomes open data at once
 */
record OutgoingText(String where, String field, boolean published, String text) {
    /** Without the text. */
    @Override
    public String toString() {
        return "OutgoingText[" + where + "]";
    }
}
