package uk.wayleave.gateway.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpResponse;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import uk.wayleave.messages.standin.IntegratorsReceiver;
import uk.wayleave.register.notification.DeliveryState;

/** Our receiver: strict in what it takes, and not there for whoever does not know its secret. */
@Timeout(120)
class NotificationDoorTest {
    private static Town town;
    private static IntegratorsReceiver receiver;
    private static URI endpoint;

    @BeforeAll
    static void start() {
        town = new Town();
        receiver = town.subscribed(town.world.water);
        endpoint = town.streetManager.endpoint();
    }

    @AfterAll
    static void close() {
        town.close();
    }

    static Stream<Arguments> unusable() {
        return Stream.of(
                Arguments.of("not JSON", "event", 400),
                Arguments.of("nothing", "", 400),
                Arguments.of("an array", "[" + StandIn.event(1, Town.WORKS) + "]", 400),
                Arguments.of("text after the end", StandIn.event(1, Town.WORKS) + "{}", 400),
                Arguments.of("a member twice", "{\"event_reference\":1,\"event_reference\":2}", 400),
                Arguments.of("deeply nested", "{\"a\":".repeat(10_000) + "1" + "}".repeat(10_000), 400),
                Arguments.of("another shape", "{\"object_data\":[1,2]}", 400),
                Arguments.of("a member of another type", "{\"event_type\":{\"a\":1}}", 400),
                Arguments.of("too long", "{\"event_type\":\"" + "x".repeat(400_000) + "\"}", 413),
                Arguments.of("much too long", "{\"event_type\":\"" + "x".repeat(3_000_000) + "\"}", 413));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unusable")
    void turnsAwayWhatIsNoNotification(String what, String body, int status) {
        HttpResponse<String> answer = town.streetManager.posts(endpoint, body);

        assertThat(answer.statusCode()).as(what).isEqualTo(status);
        assertThat(answer.body()).contains("urn:wayleave:problem:");
        assertThat(town.deliveries(town.world.water, DeliveryState.WAITING)).isZero();
    }

    @Test
    void isNotThereForWhoeverDoesNotKnowTheSecret() {
        String wrong = endpoint.toString().substring(0, endpoint.toString().length() - 1) + "x";
        for (String address : new String[] {
            wrong,
            endpoint + "/more",
            endpoint + "?a=b",
            town.world.gateway.baseUri() + "/notifications",
            town.world.gateway.baseUri() + "/notifications/x"
        }) {
            assertThat(town.streetManager
                            .posts(URI.create(address), StandIn.event(1, Town.WORKS))
                            .statusCode())
                    .as(address)
                    .isEqualTo(404);
        }
        assertThat(town.streetManager
                        .posts(endpoint, "GET", "", "application/json")
                        .statusCode())
                .isEqualTo(405);
        assertThat(town.streetManager
                        .posts(URI.create(wrong), "GET", "", "application/json")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void takesTextInUtf8Only() {
        assertThat(town.streetManager
                        .posts(endpoint, "POST", StandIn.event(77, Town.WORKS), "text/plain; charset=UTF-8")
                        .statusCode())
                .isEqualTo(200);
        Town.until("it arrives", () -> receiver.eventReferences().contains(77L));
    }
}
