package uk.wayleave.messages.sns;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A topic of Amazon SNS that notifications come from.
 *
 * @param region of AWS, as in {@code eu-west-2}
 */
public record Topic(String arn, String region) {
    private static final Pattern ARN = Pattern.compile("arn:aws:sns:([a-z0-9-]+):\\d{12}:[A-Za-z0-9_-]{1,256}");

    /** @throws IllegalArgumentException if this is no ARN of a topic */
    public static Topic of(String arn) {
        Matcher matcher = ARN.matcher(arn);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "A topic's ARN looks like arn:aws:sns:eu-west-2:287813576808:prod-permit-topic.");
        }
        return new Topic(arn, matcher.group(1));
    }

    /** The same of text that came from outside; empty if it is no ARN of a topic. */
    static Optional<Topic> find(String arn) {
        Matcher matcher = ARN.matcher(arn);
        return matcher.matches() ? Optional.of(new Topic(arn, matcher.group(1))) : Optional.empty();
    }

    /** The only host that may send certificates for it and take confirmations of it. */
    String host() {
        return "sns." + region + ".amazonaws.com";
    }
}
