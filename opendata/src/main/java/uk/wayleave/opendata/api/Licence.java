package uk.wayleave.opendata.api;

/** What every answer says of where the data is from and what may be done with it. */
public final class Licence {
    public static final String URL = "http://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/";
    public static final String NAME = "Open Government Licence v3.0";
    public static final String ATTRIBUTION =
            "Contains public sector information licensed under the Open Government Licence v3.0. Source: Department for"
                    + " Transport, Street Manager open data.";

    private Licence() {}

    /** The same as headers. */
    static Answer on(Answer answer) {
        return answer.with("Link", "<" + URL + ">; rel=\"license\"")
                .with("Access-Control-Allow-Origin", "*")
                .with("Access-Control-Expose-Headers", "Link, ETag, Content-Crs");
    }
}
