package uk.wayleave.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import uk.wayleave.sandbox.Client.Reply;
import uk.wayleave.sandbox.people.Directory;
import uk.wayleave.sandbox.wire.Json;

/** Events posted to those who subscribed and confirmed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NotificationsTest {
    private static final String SUBSCRIBE = "/v6/event/api-notifications/subscribe";
    private static final String UNSUBSCRIBE = "/v6/event/api-notifications/unsubscribe";

    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-24T09:00:00Z"));
    private final Sandbox sandbox = Sandbox.start(SandboxSettings.defaults(), clock);
    private final Client water = Client.loggedIn(sandbox, Directory.WATER);
    private final Client fibre = Client.loggedIn(sandbox, Directory.FIBRE);
    private final Client county = Client.loggedIn(sandbox, Directory.COUNTY);
    private final Client civils = Client.loggedIn(sandbox, Directory.CIVILS);

    private Receiver receiver = new Receiver();

    @BeforeEach
    void listen() {
        receiver.close();
        receiver = new Receiver();
    }

    @AfterEach
    void unsubscribe() {
        List.of(water, fibre, civils).forEach(client -> client.post(UNSUBSCRIBE, Json.object()));
        sandbox.faults().clear();
    }

    @AfterAll
    void stop() {
        receiver.close();
        sandbox.close();
    }

    private String subscribed(Client client) {
        Reply reply = client.post(
                SUBSCRIBE,
                Json.object().put("api_endpoint", receiver.address()).put("subscription_description", "Works desk"));
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        return reply.json().path("subscription_reference_number").asString();
    }

    private String confirmed(Client client) {
        String reference = subscribed(client);
        confirm(receiver.next());
        return reference;
    }

    private void confirm(Receiver.Posted request) {
        String link = request.envelope().path("SubscribeURL").asString();
        assertThat(link).startsWith(sandbox.baseUri() + "/");
        assertThat(Client.of(sandbox)
                        .get(link.substring(sandbox.baseUri().toString().length()))
                        .status())
                .isEqualTo(200);
    }

    private String works(Client client, String promoter) {
        Reply made = client.post("/v6/work/works", Applications.v6(Applications.works(promoter)));
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        return made.json().path("work_reference_number").asString();
    }

    @Test
    void asksANewSubscriberToConfirmAndPostsNothingBefore() {
        subscribed(water);
        Receiver.Posted request = receiver.next();
        works(water, Directory.WATER);

        assertThat(request.headers()).containsEntry("type", "SubscriptionConfirmation");
        assertThat(request.envelope().path("Type").asString()).isEqualTo("SubscriptionConfirmation");
        assertThat(request.envelope().path("Token").asString()).isNotBlank();
        confirm(request);
        String later = works(water, Directory.WATER);
        assertThat(receiver.next()
                        .message()
                        .path("object_data")
                        .path("work_reference_number")
                        .asString())
                .isEqualTo(later);
    }

    @Test
    void postsEveryEventOfTheOrganisationsWorksInOrderInDftsForm() {
        confirmed(water);
        String works = works(water, Directory.WATER);
        county.put(
                "/v6/work/works/" + works + "/permits/" + works + "-01/assessment",
                Json.object().put("assessment_status", "granted"));
        water.put(
                "/v6/work/works/" + works + "/start",
                Json.object().put("actual_start_date", "2026-11-24T08:30:00.000Z"));
        water.post(
                "/v6/work/works/" + works + "/comments",
                Json.object().put("detail", "Done").put("topic", "GENERAL"));

        List<JsonNode> messages = Stream.generate(receiver::next)
                .limit(5)
                .map(Receiver.Posted::message)
                .toList();

        assertThat(messages)
                .extracting(m -> m.path("event_type").asString())
                .containsExactly(
                        "PLANNED_WORKS_RECORD_CREATED",
                        "PERMIT_SUBMITTED",
                        "PERMIT_GRANTED",
                        "WORK_START",
                        "COMMENT_SUBMITTED");
        JsonNode started = messages.get(3);
        assertThat(started.path("object_type").asString()).isEqualTo("PERMIT");
        assertThat(started.path("object_reference").asString()).isEqualTo(works + "-01");
        assertThat(started.path("object_data").path("work_status").asString()).isEqualTo("Works in progress");
        assertThat(started.path("object_data").path("work_status_ref").asString())
                .isEqualTo("in_progress");
        assertThat(started.path("object_data")
                        .path("works_location_coordinates")
                        .asString())
                .isEqualTo("LINESTRING(384120 171560,384140 171575)");
        assertThat(started.path("object_data").path("usrn").asString()).isEqualTo("99800001");
        assertThat(messages.get(4).path("object_type").asString()).isEqualTo("COMMENT");
        assertThat(messages).extracting(m -> m.path("event_reference").asLong()).isSorted();
        assertThat(messages).allMatch(m -> !m.toString().contains("Rowan Tolliver"));
    }

    @Test
    void signsWhatItPostsAsAmazonDoes() throws Exception {
        subscribed(water);
        Receiver.Posted confirmation = receiver.next();
        confirm(confirmation);
        works(water, Directory.WATER);
        Receiver.Posted notification = receiver.next();

        assertThat(isSigned(
                        confirmation.envelope(),
                        "Message",
                        "MessageId",
                        "SubscribeURL",
                        "Timestamp",
                        "Token",
                        "TopicArn",
                        "Type"))
                .isTrue();
        assertThat(isSigned(notification.envelope(), "Message", "MessageId", "Timestamp", "TopicArn", "Type"))
                .isTrue();
        ObjectNode changed = notification.envelope().deepCopy().asObject();
        changed.put("Message", "{}");
        assertThat(isSigned(changed, "Message", "MessageId", "Timestamp", "TopicArn", "Type"))
                .isFalse();
    }

    private boolean isSigned(JsonNode envelope, String... members) throws Exception {
        String address = envelope.path("SigningCertURL").asString();
        byte[] pem = Client.of(sandbox)
                .get(address.substring(sandbox.baseUri().toString().length()))
                .body();
        StringBuilder text = new StringBuilder();
        for (String member : members) {
            text.append(member)
                    .append('\n')
                    .append(envelope.path(member).asString())
                    .append('\n');
        }
        Signature signature = Signature.getInstance("SHA1withRSA");
        signature.initVerify(
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(pem)));
        signature.update(text.toString().getBytes(StandardCharsets.UTF_8));
        return signature.verify(
                Base64.getDecoder().decode(envelope.path("Signature").asString()));
    }

    @Test
    void tellsAContractorOfTheWorksOfThoseItActsForAndNobodyOfOthers() {
        confirmed(civils);
        works(fibre, Directory.FIBRE);
        String ofWater = works(water, Directory.WATER);

        assertThat(receiver.next()
                        .message()
                        .path("object_data")
                        .path("work_reference_number")
                        .asString())
                .isEqualTo(ofWater);
    }

    @Test
    void triesAgainWhenAMessageIsNotTaken() {
        sandbox.faults().retry(Duration.ofMillis(20));
        confirmed(water);
        receiver.answering(503);
        works(water, Directory.WATER);
        Receiver.Posted first = receiver.next();
        receiver.answering(200);

        Receiver.Posted again = receiver.next();

        assertThat(again.envelope().path("MessageId"))
                .isEqualTo(first.envelope().path("MessageId"));
    }

    @Test
    void givesAMessageUpAfterFourTries() {
        sandbox.faults().retry(Duration.ofMillis(5));
        confirmed(water);
        receiver.answering(500);
        works(water, Directory.WATER);
        List<String> tried = Stream.generate(receiver::next)
                .limit(5)
                .map(p -> p.envelope().path("MessageId").asString())
                .toList();

        assertThat(tried.subList(0, 4)).containsOnly(tried.getFirst());
        assertThat(tried.get(4)).isNotEqualTo(tried.getFirst());
    }

    @Test
    void listsAndEndsSubscriptionsOfTheOwnOrganisationOnly() {
        String reference = confirmed(water);

        JsonNode listed = water.get("/v6/event/api-notifications/subscriptions").json();
        assertThat(listed.path(0).path("subscription_reference_number").asString())
                .isEqualTo(reference);
        assertThat(listed.path(0).path("subscription_url").asString()).isEqualTo(receiver.address());
        assertThat(fibre.get("/v6/event/api-notifications/subscriptions").json().size())
                .isZero();
        ObjectNode end = Json.object().put("subscription_reference_number", reference);
        assertThat(fibre.post(UNSUBSCRIBE, end).message()).isEqualTo("Access restricted");
        assertThat(water.post(UNSUBSCRIBE, end).status()).isEqualTo(204);
        assertThat(water.post(UNSUBSCRIBE, end).status()).isEqualTo(404);
        assertThat(water.get("/v6/event/api-notifications/subscriptions").json().size())
                .isZero();
        works(water, Directory.WATER);
        assertThat(receiver.isEmpty()).isTrue();
    }

    @Test
    void refusesEndpointsThatAreNotHttpsOrTooLong() {
        for (String endpoint : List.of(
                "http://example.org/hook",
                "ftp://127.0.0.1/",
                "not a url",
                "https://",
                "https://a.example/" + "x".repeat(2048))) {
            assertThat(water.post(SUBSCRIBE, Json.object().put("api_endpoint", endpoint))
                            .message())
                    .as(endpoint)
                    .contains("'api_endpoint'");
        }
        assertThat(Client.of(sandbox)
                        .get("/_sandbox/sns?Action=ConfirmSubscription&Token=guess")
                        .status())
                .isEqualTo(400);
    }
}
