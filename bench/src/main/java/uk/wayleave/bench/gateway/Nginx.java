package uk.wayleave.bench.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;

/** nginx in its two parts here: the upstream that stands for Street Manager, and the plain proxy to compare with. */
final class Nginx {
    /** Connections are never closed for having served enough requests, on either side. */
    private static final String UNLIMITED = "1000000000";

    private final ServerProcess process;
    private final int port;

    private Nginx(ServerProcess process, int port) {
        this.process = process;
        this.port = port;
    }

    ServerProcess process() {
        return process;
    }

    int port() {
        return port;
    }

    /**
     * Street Manager as far as the workload needs it: signing in, the permit and its organisation. Nothing a peer could
     * be slowed by: the permit comes from memory, the list from an open file.
     */
    static Nginx upstream(Path folder) {
        Path list;
        try {
            list = Workload.place(Workload.LIST, folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String tokens =
                "{\"idToken\":\"%1$s\",\"accessToken\":\"%1$s\",\"refreshToken\":\"%1$s\",\"organisationReference\":\"%2$s\"}"
                        .formatted(idToken(Instant.now().plus(Duration.ofHours(12))), Workload.ORGANISATION);
        String permit = Workload.permit();
        return start(
                "upstream", """
                    default_type application/json;
                    location = %s {
                      return 200 '%s';
                    }
                    location = %s {
                      alias %s;
                      open_file_cache max=10;
                    }
                    location ~ ^/v[0-9]+/work/authenticate$ {
                      return 200 '%s';
                    }
                    location ~ ^/v[0-9]+/party/(refresh|logout)$ {
                      return 200 '%s';
                    }
                """.formatted(Workload.PATH, permit, Workload.LIST_PATH, list, tokens, tokens), "", folder);
    }

    /** A reverse proxy with keep-alive to both sides and nothing else. */
    static Nginx proxy(int upstream, int connections, Path folder) {
        return start("nginx", """
                    location / {
                      proxy_pass http://upstream;
                      proxy_http_version 1.1;
                      proxy_set_header Connection "";
                    }
                """, """
                  upstream upstream {
                    server 127.0.0.1:%d;
                    keepalive %d;
                    keepalive_requests %s;
                  }
                """.formatted(upstream, connections, UNLIMITED), folder);
    }

    private static Nginx start(String name, String locations, String upstreams, Path parent) {
        int port = ServerProcess.freePort();
        try {
            Path folder = Files.createDirectories(parent.resolve(name));
            // Started as root, its workers would otherwise run as somebody who may not read this folder.
            String user = System.getProperty("user.name", "").equals("root") ? "user root;" : "";
            Path configuration = Files.writeString(
                    folder.resolve("nginx.conf"), """
                    %s
                    daemon off;
                    worker_processes auto;
                    pid nginx.pid;
                    error_log stderr warn;
                    events {
                      worker_connections 4096;
                    }
                    http {
                      access_log off;
                      server_tokens off;
                      keepalive_requests %s;
                      keepalive_timeout 1h;
                      client_body_temp_path body;
                      proxy_temp_path proxy;
                      fastcgi_temp_path fastcgi;
                      uwsgi_temp_path uwsgi;
                      scgi_temp_path scgi;
                    %s
                      server {
                        listen 127.0.0.1:%d reuseport;
                    %s
                      }
                    }
                    """.formatted(user, UNLIMITED, upstreams, port, locations));
            var process = ServerProcess.start(
                    name,
                    List.of("nginx", "-p", folder.toString(), "-c", configuration.toString(), "-e", "stderr"),
                    parent);
            process.awaitListening(port);
            return new Nginx(process, port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Shaped like Street Manager's: a JSON Web Token that says when it expires. Nobody here checks its signature. */
    private static String idToken(Instant expires) {
        return part("{\"alg\":\"RS256\",\"typ\":\"JWT\"}")
                + "."
                + part("{\"exp\":%d,\"email\":\"api@brackwater.example\"}".formatted(expires.getEpochSecond()))
                + "."
                + part("not a signature");
    }

    private static String part(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
