package uk.wayleave.gateway.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import uk.wayleave.messages.standin.IntegratorsReceiver;
import uk.wayleave.messages.standin.Keys;
import uk.wayleave.messages.standin.SnsStandIn;
import uk.wayleave.register.notification.DeliveryState;

/**
 * Our receiver where the operator allows no stand-in, though the account is with one on loopback: only what Amazon SNS
 * signed, of the topic that was confirmed, is taken.
 */
@Timeout(120)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SignedByAmazonTest {
    private static final String TIME = "2026-11-24T11:59:30.847Z";

    private static SnsStandIn sns;
    private static Town town;
    private static IntegratorsReceiver receiver;
    private static URI endpoint;

    @BeforeAll
    static void start() {
        sns = new SnsStandIn();
        town = Town.strict(sns::client);
        receiver = town.subscribed(town.world.water);
        endpoint = town.streetManager.endpoint();
    }

    @AfterAll
    static void close() {
        town.close();
        sns.close();
    }

    private static int posted(byte[] body) {
        return town.streetManager
                .posts(endpoint, new String(body, StandardCharsets.UTF_8))
                .statusCode();
    }

    private static byte[] event(int reference) {
        return sns.notification(
                UUID.randomUUID().toString(),
                TIME,
                StandIn.event(reference, Town.WORKS).getBytes(StandardCharsets.UTF_8),
                2);
    }

    private static byte[] confirmation(String host) {
        return sns.confirmation(
                "https://" + host + "/?Action=ConfirmSubscription&TopicArn=" + SnsStandIn.TOPIC + "&Token=2336412f37");
    }

    private static ObjectNode json(byte[] envelope) {
        return (ObjectNode) JsonMapper.shared().readTree(envelope);
    }

    @Test
    @Order(1)
    void turnsAwayWhatHasNoSignature() {
        assertThat(posted(StandIn.event(1, Town.WORKS).getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(403);
    }

    @Test
    @Order(2)
    void turnsAwayWhatIsOfATopicThatWasNotConfirmed() {
        assertThat(posted(event(2))).isEqualTo(403);
    }

    @Test
    @Order(3)
    void confirmsAtAmazonAndNowhereElse() {
        assertThat(posted(confirmation("example.com"))).isEqualTo(403);
        assertThat(sns.asked()).noneMatch(path -> path.contains("ConfirmSubscription"));
        assertThat(posted(confirmation("sns.eu-west-2.amazonaws.com"))).isEqualTo(200);
        assertThat(sns.asked()).anyMatch(path -> path.contains("ConfirmSubscription"));
    }

    @Test
    @Order(4)
    void deliversWhatAmazonSigned() {
        assertThat(posted(event(4))).isEqualTo(200);
        Town.until("it arrives", () -> receiver.eventReferences().contains(4L));
        assertThat(receiver.objections()).isEmpty();
    }

    @Test
    @Order(5)
    void turnsAwayWhatWasAlteredOrSignedBySomebodyElse() {
        ObjectNode altered = json(event(5));
        altered.put("Message", StandIn.event(6, Town.WORKS));
        assertThat(posted(altered.toString().getBytes(StandardCharsets.UTF_8))).isEqualTo(403);
        assertThat(posted(SnsStandIn.signed(json(event(7)), Keys.ofHost()))).isEqualTo(403);

        // The account's own host may serve no certificate here.
        ObjectNode ownCertificate = json(event(8));
        ownCertificate.put("SigningCertURL", town.streetManager.baseUri() + "/_sandbox/sns/certificate.pem");
        assertThat(posted(sns.resigned(ownCertificate))).isEqualTo(403);

        ObjectNode otherTopic = json(event(9));
        otherTopic.put("TopicArn", "arn:aws:sns:eu-west-2:999999999999:prod-permit-topic");
        assertThat(posted(sns.resigned(otherTopic))).isEqualTo(403);

        assertThat(receiver.eventReferences()).containsExactly(4L);
        assertThat(town.deliveries(town.world.water, DeliveryState.WAITING)).isZero();
    }

    /** Amazon sends it again. */
    @Test
    @Order(6)
    void saysNotNowWhereTheCertificateCannotBeFetched() {
        ObjectNode elsewhere = json(event(10));
        elsewhere.put("SigningCertURL", "https://sns.eu-west-2.amazonaws.com/not-there.pem");
        assertThat(posted(sns.resigned(elsewhere))).isEqualTo(503);
    }
}
