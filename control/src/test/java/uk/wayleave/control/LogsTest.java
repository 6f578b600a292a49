package uk.wayleave.control;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import uk.wayleave.control.http.Role;

/**
 * No secret and no name of a person in a log, whatever the level of our own loggers and Spring's web and security ones. A
 * server or driver that is told to trace writes down what passes through it; those stay at INFO here.
 */
class LogsTest {
    private static final List<String> OTHERS = List.of(
            "org.eclipse.jetty", "org.postgresql", "org.springframework.jdbc", "com.zaxxer", "org.flywaydb", "jdk");

    @Test
    void haveNoSecretsAndNoNames() {
        var root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        Level before = root.getLevel();
        var written = new ListAppender<ILoggingEvent>();
        written.start();
        root.detachAndStopAllAppenders();
        root.addAppender(written);
        root.setLevel(Level.TRACE);
        OTHERS.forEach(name -> ((Logger) LoggerFactory.getLogger(name)).setLevel(Level.INFO));
        String secret;
        String accessToken;
        String session;
        String bootstrap;
        try (var town = new Town()) {
            Answer credential = town.credential(town.active(town.water));
            secret = credential.text("/client_secret");
            accessToken = token(town, credential, secret).text("/access_token");
            assertThat(token(town, credential, secret + "x").status()).isEqualTo(401);
            town.nobody.as(accessToken).get("/api/instructions");
            session = town.signIn("admin", town.adminPassword);
            town.nobody.as(session).get("/api/controllers");
            town.nobody.post("/api/sign-in", Map.of("name", "admin", "password", "wrong sesame street"));
            town.operator.json("POST", "/api/controllers", "{\"name\":\"wrong sesame street\"");
            town.water
                    .as(Role.CONTROLLER_ADMINISTRATOR)
                    .post(
                            town.water.path() + "/people",
                            Map.of("identifier", "p9", "name", "Petra Private", "roles", List.of()));
            bootstrap = town.adminPassword;
        } finally {
            root.setLevel(before);
            root.detachAppender(written);
        }
        String log = List.copyOf(written.list).stream()
                .map(event -> event.getFormattedMessage()
                        + (event.getThrowableProxy() == null
                                ? ""
                                : ThrowableProxyUtil.asString(event.getThrowableProxy())))
                .collect(Collectors.joining("\n"));
        assertThat(log).contains("Started");
        for (String hidden : List.of(secret, accessToken, session, bootstrap, Town.PASSWORD, "sesame", "Petra Private"))
            assertThat(log.lines()
                            .filter(line -> line.contains(hidden))
                            .limit(3)
                            .toList())
                    .isEmpty();
    }

    private static Answer token(Town town, Answer credential, String secret) {
        return town.nobody.form(
                "/oauth/token",
                Map.of(
                        "grant_type",
                        "client_credentials",
                        "client_id",
                        credential.text("/credential/client_id"),
                        "client_secret",
                        secret));
    }
}
