package uk.wayleave.bench.peer;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Spring Cloud Gateway with one route, given on the command line, and nothing else. */
@SpringBootApplication
public class SpringCloudGatewayPeer {
    public static void main(String[] arguments) {
        SpringApplication.run(SpringCloudGatewayPeer.class, arguments);
    }
}
