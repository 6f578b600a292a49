package uk.wayleave.app.settings;

/**
 * Something wrong with a setting.
 *
 * @param why never repeats a value that could be secret
 * @param cure what to do
 */
public record Fault(Variable variable, String why, String cure) {
    @Override
    public String toString() {
        return variable + ": " + why + " " + cure;
    }
}
