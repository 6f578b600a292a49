package uk.wayleave.bench.gateway;

/** A figure that would mean nothing: the run ends here, without a table. */
final class MeasurementFailed extends RuntimeException {
    private static final long serialVersionUID = 1;

    MeasurementFailed(String why) {
        super(why);
    }
}
