package uk.wayleave.gateway.notification;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * A message of Amazon SNS, as its envelope has it, and whether Amazon signed it. Source: Amazon SNS Developer Guide,
 * "Verifying the signatures of Amazon SNS messages"; DfT's own sample subscriber checks too little (any https host may
 * serve its certificate) and is not followed.
 */
record SnsMessage(Type type, JsonNode envelope) {
    private static final Pattern TOPIC = Pattern.compile("arn:aws:sns:([a-z0-9-]+):[0-9]{12}:[A-Za-z0-9_.-]{1,256}");
    private static final Pattern HOST = Pattern.compile("sns\\.([a-z0-9-]+)\\.amazonaws\\.com");
    private static final String SIGNER = "CN=sns.amazonaws.com";

    enum Type {
        NOTIFICATION("Notification", "Message,MessageId,Subject,Timestamp,TopicArn,Type"),
        CONFIRMATION("SubscriptionConfirmation", "Message,MessageId,SubscribeURL,Timestamp,Token,TopicArn,Type"),
        UNSUBSCRIBED("UnsubscribeConfirmation", "Message,MessageId,SubscribeURL,Timestamp,Token,TopicArn,Type");

        private final String word;

        /** The members that are signed, in order, as far as they are there. */
        private final String signed;

        Type(String word, String signed) {
            this.word = word;
            this.signed = signed;
        }
    }

    /** Empty where it is none. */
    static Optional<SnsMessage> of(JsonNode json) {
        String type = text(json, "Type").orElse("");
        for (Type known : Type.values()) {
            if (known.word.equals(type)) {
                return Optional.of(new SnsMessage(known, json));
            }
        }
        return Optional.empty();
    }

    String topic() {
        return text(envelope, "TopicArn").orElse("");
    }

    String id() {
        return text(envelope, "MessageId").orElse("");
    }

    String message() {
        return text(envelope, "Message").orElse("");
    }

    /**
     * Where a confirmation is to be opened; empty where that is no address of Amazon SNS in the topic's region.
     *
     * @param standIn base address of a stand-in for Street Manager on loopback, which plays Amazon SNS too
     */
    Optional<URI> subscribeAddress(Optional<URI> standIn) {
        return address("SubscribeURL", standIn);
    }

    /**
     * Whether Amazon signed exactly this, with a certificate of SNS that is good now.
     *
     * @param standIn base address of a stand-in for Street Manager on loopback, whose own certificate is good as well
     */
    boolean isSigned(AmazonSns amazon, Optional<URI> standIn, Clock clock) {
        Optional<URI> address = address("SigningCertURL", standIn)
                .filter(found -> found.getPath().endsWith(".pem") && found.getRawQuery() == null);
        Optional<String> algorithm = text(envelope, "SignatureVersion").flatMap(SnsMessage::algorithm);
        if (address.isEmpty() || algorithm.isEmpty()) {
            return false;
        }
        return amazon.certificate(address.get())
                .filter(certificate -> standIn.isPresent() || isOfSns(certificate, clock))
                .filter(certificate -> verifies(certificate, algorithm.get()))
                .isPresent();
    }

    private static Optional<String> algorithm(String version) {
        return switch (version) {
            case "1" -> Optional.of("SHA1withRSA");
            case "2" -> Optional.of("SHA256withRSA");
            default -> Optional.empty();
        };
    }

    /** An https address of SNS in the region of the topic, or one of the stand-in. */
    private Optional<URI> address(String member, Optional<URI> standIn) {
        Matcher topic = TOPIC.matcher(topic());
        if (!topic.matches()) {
            return Optional.empty();
        }
        try {
            URI address = new URI(text(envelope, member).orElse(""));
            if (standIn.filter(base -> isAt(base, address)).isPresent()) {
                return Optional.of(address);
            }
            Matcher host = HOST.matcher(String.valueOf(address.getHost()));
            boolean plain = "https".equals(address.getScheme())
                    && address.getPort() < 0
                    && address.getRawUserInfo() == null
                    && address.getRawFragment() == null;
            return plain && host.matches() && host.group(1).equals(topic.group(1))
                    ? Optional.of(address)
                    : Optional.empty();
        } catch (URISyntaxException noAddress) {
            return Optional.empty();
        }
    }

    private static boolean isAt(URI base, URI address) {
        return String.valueOf(base.getScheme()).equals(address.getScheme())
                && String.valueOf(base.getHost()).equals(address.getHost())
                && base.getPort() == address.getPort()
                && address.getRawUserInfo() == null;
    }

    private static boolean isOfSns(X509Certificate certificate, Clock clock) {
        try {
            certificate.checkValidity(Date.from(clock.instant()));
            return List.of(certificate.getSubjectX500Principal().getName().split(","))
                    .contains(SIGNER);
        } catch (GeneralSecurityException notGoodNow) {
            return false;
        }
    }

    private boolean verifies(X509Certificate certificate, String algorithm) {
        try {
            Signature signature = Signature.getInstance(algorithm);
            signature.initVerify(certificate.getPublicKey());
            signature.update(signed().getBytes(StandardCharsets.UTF_8));
            return signature.verify(
                    Base64.getDecoder().decode(text(envelope, "Signature").orElse("")));
        } catch (GeneralSecurityException | IllegalArgumentException notSigned) {
            return false;
        }
    }

    private String signed() {
        StringBuilder text = new StringBuilder();
        for (String member : type.signed.split(",", -1)) {
            text(envelope, member)
                    .ifPresent(value ->
                            text.append(member).append('\n').append(value).append('\n'));
        }
        return text.toString();
    }

    private static Optional<String> text(JsonNode json, String member) {
        JsonNode value = json.path(member);
        return value.isString() ? Optional.of(value.stringValue()) : Optional.empty();
    }

    /** Without what it says. */
    @Override
    public String toString() {
        return "SnsMessage[" + type + "]";
    }
}
