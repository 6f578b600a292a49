package uk.wayleave.opendata.subscriber;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.messagemanager.sns.SnsMessageManager;
import software.amazon.awssdk.regions.Region;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import uk.wayleave.messages.sns.SnsHttp;
import uk.wayleave.messages.sns.Topic;
import uk.wayleave.messages.standin.Keys;
import uk.wayleave.messages.standin.SnsStandIn;
import uk.wayleave.opendata.MovableClock;
import uk.wayleave.opendata.Published;
import uk.wayleave.opendata.store.EventQueue;
import uk.wayleave.opendata.store.EventStore;
import uk.wayleave.opendata.store.Stores;
import uk.wayleave.register.postgres.Annex;

/** Only what SNS truly sent for our topics gets in, and nothing is answered before it is durable. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SubscriberTest {
    private static final String AWS_TOPIC = "arn:aws:sns:us-west-2:131990247566:dongie-standard-topic";
    private static final String NOTIFICATION = "Notification";

    private final MovableClock clock = new MovableClock("2026-11-24T12:00:00Z");
    private final Annex annex = Stores.open();
    private final EventQueue queue = new EventQueue(new EventStore(annex.dataSource()), () -> {});
    private SnsStandIn sns = new SnsStandIn();
    private SnsHttp http = sns.client();
    private Subscriber subscriber = subscriber(Set.of(1, 2), http);
    private String reference = "";

    @BeforeEach
    void start(TestInfo test) {
        close();
        clock.set("2026-11-24T12:00:00Z");
        sns = new SnsStandIn();
        http = sns.client();
        subscriber = subscriber(Set.of(1, 2), http);
        reference = "AA001" + Integer.toHexString((test.getDisplayName() + test.getTestMethod()).hashCode()) + "-01";
    }

    private void close() {
        http.close();
        sns.close();
    }

    @AfterAll
    void stop() {
        close();
        queue.close();
        annex.close();
    }

    private Subscriber subscriber(Set<Integer> versions, SnsHttp calls) {
        return new Subscriber(List.of(Topic.of(SnsStandIn.TOPIC), Topic.of(AWS_TOPIC)), versions, calls, queue, clock);
    }

    private byte[] notification(int version) {
        return sns.notification(
                UUID.randomUUID().toString(),
                "2026-11-24T11:59:30.847Z",
                Published.permit(reference).bytes(),
                version);
    }

    private static ObjectNode json(byte[] envelope) {
        return (ObjectNode) JsonMapper.shared().readTree(envelope);
    }

    private static byte[] bytes(ObjectNode envelope) {
        return envelope.toString().getBytes(StandardCharsets.UTF_8);
    }

    private List<String> kept() {
        return Stores.rows(
                annex.dataSource(),
                "select e.provenance, v.version from opendata.object o join opendata.event e on e.object = o.id"
                        + " join opendata.envelope v on v.event = e.id where o.reference = '"
                        + reference.toUpperCase(Locale.ROOT) + "'");
    }

    private void assertForged(byte[] envelope) {
        assertThat(subscriber.receive(NOTIFICATION, envelope)).isInstanceOf(Receipt.Forged.class);
        assertThat(kept()).isEmpty();
    }

    @Test
    void aBurstThatFindsNoCertificateFetchesItOnceAndIsTakenWhole() throws Exception {
        byte[] envelope = notification(2);
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Receipt>> burst = Collections.nCopies(60, () -> subscriber.receive(NOTIFICATION, envelope));
            assertThat(callers.invokeAll(burst)).extracting(Future::get).hasOnlyElementsOfType(Receipt.Taken.class);
        }
        assertThat(sns.asked()).containsExactly("/signer.pem");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void keepsATrueNotificationWithItsSignature(int version) {
        assertThat(subscriber.receive(NOTIFICATION, notification(version))).isEqualTo(new Receipt.Taken());
        assertThat(kept()).containsExactly("1|" + version);
    }

    @Test
    void aReplayChangesNothing() {
        byte[] envelope = notification(1);
        for (int i = 0; i < 3; i++) {
            assertThat(subscriber.receive(NOTIFICATION, envelope)).isEqualTo(new Receipt.Taken());
        }
        assertThat(kept()).containsExactly("1|1");
    }

    @ParameterizedTest
    @CsvSource({
        "aws-notification-v1.json, Notification",
        "aws-notification-v2.json, Notification",
        "aws-subscription-confirmation.json, SubscriptionConfirmation"
    })
    void takesAwsPublishedSamplesAtTheirTime(String file, String type) throws IOException {
        clock.set("2026-03-07T00:00:00Z");
        sns.files()
                .put(
                        "/SimpleNotificationService-7506a1e35b36ef5a444dd1a8e7cc3ed8.pem",
                        resource("aws-certificate.pem"));
        assertThat(subscriber.receive(type, resource(file))).isEqualTo(new Receipt.Taken());
        ObjectNode altered = json(resource(file));
        altered.put("Message", altered.get("Message").asString() + " ");
        assertThat(subscriber.receive(type, bytes(altered))).isInstanceOf(Receipt.Forged.class);
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = SubscriberTest.class.getResourceAsStream(name)) {
            assertThat(in).as(name).isNotNull();
            return in.readAllBytes();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.com/signer.pem",
                "http://sns.eu-west-2.amazonaws.com/signer.pem",
                "https://sns.eu-west-2.amazonaws.com.example.com/signer.pem",
                "https://sns.eu-west-2.amazonaws.com@example.com/signer.pem",
                "https://x@sns.eu-west-2.amazonaws.com/signer.pem",
                "https://sns-eu-west-2.amazonaws.com/signer.pem",
                "https://snsxeu-west-2.amazonaws.com/signer.pem",
                "https://sns.eu-west-1.amazonaws.com/signer.pem",
                "https://sns.eu-west-2.amazonaws.com:8443/signer.pem",
                "https://sns.eu-west-2.amazonaws.com/signer.pem?x=.pem",
                "https://sns.eu-west-2.amazonaws.com/a/../signer.pem",
                "https://sns.eu-west-2.amazonaws.com/signer.txt",
                "https://sns.eu-west-2.amazonaws.com/%73igner.pem",
                "https://s3.amazonaws.com/bucket/signer.pem",
                "file:///etc/ssl/signer.pem",
                "not an address"
            })
    void refusesACertificateFromAnywhereElse(String url) {
        ObjectNode envelope = json(notification(1));
        envelope.put("SigningCertURL", url);
        assertForged(sns.resigned(envelope));
        assertThat(sns.asked()).isEmpty();
    }

    @Test
    void doesNotFollowACertificateThatIsRedirected() {
        sns.files().clear();
        sns.redirects().put("/signer.pem", "https://example.com/signer.pem");
        assertThat(subscriber.receive(NOTIFICATION, notification(1))).isInstanceOf(Receipt.NotNow.class);
        assertThat(sns.asked()).containsExactly("/signer.pem");
        assertThat(kept()).isEmpty();
    }

    @Test
    void doesNotTakeACertificateFromAHostThatCannotProveItself() {
        try (SnsHttp stranger = sns.strangersClient()) {
            assertThat(subscriber(Set.of(1, 2), stranger).receive(NOTIFICATION, notification(1)))
                    .isInstanceOf(Receipt.NotNow.class);
        }
        assertThat(kept()).isEmpty();
    }

    @Test
    void refusesACertificateThatIsNotValidNowHoweverOftenItWasGood() {
        assertThat(subscriber.receive(NOTIFICATION, notification(1))).isEqualTo(new Receipt.Taken());
        clock.set("2099-11-24T12:00:00Z");
        assertThat(subscriber.receive(NOTIFICATION, notification(1)))
                .isEqualTo(new Receipt.Forged("The certificate is not valid now."));
        clock.set("2020-11-24T12:00:00Z");
        assertThat(subscriber.receive(NOTIFICATION, notification(1))).isInstanceOf(Receipt.Forged.class);
    }

    @Test
    void refusesACertificateOfAnotherName() throws Exception {
        Keys other = Keys.make("other", "-dname", "CN=example.com", "-ext", "san=dns:example.com");
        sns.files().put("/signer.pem", other.pem());
        assertForged(SnsStandIn.signed(json(notification(1)), other));
    }

    @Test
    void refusesASmallKey() throws Exception {
        Keys small = Keys.make(
                "small", "-keysize", "1024", "-dname", "CN=sns.amazonaws.com", "-ext", "san=dns:sns.amazonaws.com");
        sns.files().put("/signer.pem", small.pem());
        assertForged(SnsStandIn.signed(json(notification(1)), small));
    }

    @ParameterizedTest
    @CsvSource({
        "Message, x",
        "MessageId, x",
        "Timestamp, 2026-11-24T11:59:31.847Z",
        "Subject, x",
        "Signature, AAAA",
        "Signature, '!'",
        "SignatureVersion, 3",
        "SignatureVersion, ''"
    })
    void refusesWhatWasAltered(String member, String value) {
        ObjectNode envelope = json(notification(1));
        envelope.put(member, value);
        Receipt receipt = subscriber.receive(NOTIFICATION, bytes(envelope));
        assertThat(receipt).isNotInstanceOf(Receipt.Taken.class);
        assertThat(kept()).isEmpty();
    }

    @Test
    void refusesAnotherTopicThoughTrulySigned() {
        ObjectNode envelope = json(notification(1));
        envelope.put("TopicArn", "arn:aws:sns:eu-west-2:999999999999:prod-permit-topic");
        assertForged(sns.resigned(envelope));
        assertThat(sns.asked()).isEmpty();
    }

    @Test
    void refusesASignatureOfVersionTwoThatIsCalledVersionOne() {
        ObjectNode envelope = json(notification(2));
        envelope.put("SignatureVersion", "1");
        assertForged(bytes(envelope));
    }

    @Test
    void takesOnlyTheVersionsThatItIsToldTo() {
        Subscriber strict = subscriber(Set.of(2), http);
        assertThat(strict.receive(NOTIFICATION, notification(1))).isInstanceOf(Receipt.Forged.class);
        assertThat(strict.receive(NOTIFICATION, notification(2))).isEqualTo(new Receipt.Taken());
    }

    @Test
    void goesByTheHeaderAndTakesNoOtherTypeForIt() {
        byte[] envelope = notification(1);
        assertThat(subscriber.receive("", envelope)).isInstanceOf(Receipt.Malformed.class);
        assertThat(subscriber.receive("SubscriptionConfirmation", envelope)).isInstanceOf(Receipt.Malformed.class);
        assertThat(subscriber.receive(NOTIFICATION, "[]".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(Receipt.Malformed.class);
        assertThat(subscriber.receive(NOTIFICATION, new byte[] {(byte) 0xff, 0}))
                .isInstanceOf(Receipt.Malformed.class);
    }

    @Test
    void confirmsASubscriptionByItself() {
        String url = "https://sns.eu-west-2.amazonaws.com/?Action=ConfirmSubscription&TopicArn=" + SnsStandIn.TOPIC
                + "&Token=2336412f37";
        assertThat(subscriber.receive("SubscriptionConfirmation", sns.confirmation(url)))
                .isEqualTo(new Receipt.Taken());
        assertThat(sns.asked()).anyMatch(path -> path.startsWith("/?Action=ConfirmSubscription"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.com/?Action=ConfirmSubscription&TopicArn=" + SnsStandIn.TOPIC,
                "http://sns.eu-west-2.amazonaws.com/?Action=ConfirmSubscription&TopicArn=" + SnsStandIn.TOPIC,
                "https://sns.eu-west-2.amazonaws.com/?Action=Unsubscribe&TopicArn=" + SnsStandIn.TOPIC,
                "https://sns.eu-west-2.amazonaws.com/?Action=ConfirmSubscription&TopicArn=arn:aws:sns:eu-west-2:1:x",
                "https://sns.eu-west-2.amazonaws.com/x?Action=ConfirmSubscription&TopicArn=" + SnsStandIn.TOPIC,
                "https://sns.eu-west-2.amazonaws.com/?Action=ConfirmSubscription&Action=Publish&TopicArn="
                        + SnsStandIn.TOPIC
            })
    void callsNoOtherAddressToConfirm(String url) {
        assertThat(subscriber.receive("SubscriptionConfirmation", sns.confirmation(url)))
                .isInstanceOf(Receipt.Forged.class);
        assertThat(sns.asked()).containsExactly("/signer.pem");
    }

    @Test
    void asksForNewCertificatesOnlySoOften() {
        for (int i = 0; i < 40; i++) {
            ObjectNode envelope = json(notification(1));
            envelope.put("SigningCertURL", "https://sns.eu-west-2.amazonaws.com/none-" + i + ".pem");
            subscriber.receive(NOTIFICATION, bytes(envelope));
        }
        assertThat(sns.asked()).hasSize(20);
    }

    @Test
    void askedWhileTheStoreIsGoneItTellsSnsToTryAgain() {
        Annex gone = Stores.open();
        gone.close();
        try (EventQueue broken = new EventQueue(new EventStore(gone.dataSource()), () -> {})) {
            Subscriber cutOff = new Subscriber(List.of(Topic.of(SnsStandIn.TOPIC)), Set.of(1, 2), http, broken, clock);
            assertThat(cutOff.receive(NOTIFICATION, notification(1))).isInstanceOf(Receipt.NotNow.class);
        }
    }

    @Test
    void keepsAMessageThatIsNoEventAsItCame() {
        byte[] envelope = sns.notification(
                UUID.randomUUID().toString(),
                "2026-11-24T11:59:30.847Z",
                "{\"a\": 1 \"b\": 2}".getBytes(StandardCharsets.UTF_8),
                1);
        assertThat(subscriber.receive(NOTIFICATION, envelope)).isEqualTo(new Receipt.Taken());
        assertThat(Stores.rows(annex.dataSource(), "select why, provenance from opendata.unreadable"))
                .contains("It is not JSON.|1");
    }

    /** AWS's own library, which knows no clock but the real one, says the same as ours. */
    @Test
    void agreesWithAwsOwnVerifier() {
        try (SnsMessageManager aws = SnsMessageManager.builder()
                .region(Region.EU_WEST_2)
                .httpClient(new CertificateOfTheStandIn(sns))
                .build()) {
            for (String time :
                    List.of("2026-11-24T11:59:30.847Z", "2026-11-24T11:59:30.100Z", "2026-11-24T11:59:30.000Z")) {
                for (int version : List.of(1, 2)) {
                    byte[] envelope = sns.notification("m", time, new byte[] {'x'}, version);
                    assertThat(aws.parseMessage(new ByteArrayInputStream(envelope))
                                    .messageId())
                            .isEqualTo("m");
                    ObjectNode altered = json(envelope);
                    altered.put("Message", "y");
                    assertThatThrownBy(() -> aws.parseMessage(new ByteArrayInputStream(bytes(altered))));
                    clock.set("2026-11-24T12:00:00Z");
                    assertThat(subscriber.receive(NOTIFICATION, envelope)).isEqualTo(new Receipt.Taken());
                    assertThat(subscriber.receive(NOTIFICATION, bytes(altered))).isInstanceOf(Receipt.Forged.class);
                }
            }
        }
    }

    private record CertificateOfTheStandIn(SnsStandIn sns) implements SdkHttpClient {
        @Override
        public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
            return new ExecutableHttpRequest() {
                @Override
                public HttpExecuteResponse call() {
                    return HttpExecuteResponse.builder()
                            .response(SdkHttpResponse.builder().statusCode(200).build())
                            .responseBody(AbortableInputStream.create(
                                    new ByteArrayInputStream(sns.files().getOrDefault("/signer.pem", new byte[0]))))
                            .build();
                }

                @Override
                public void abort() {
                    // There is nothing to break off.
                }
            };
        }

        @Override
        public void close() {
            // Nothing was opened.
        }
    }
}
