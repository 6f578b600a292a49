package uk.wayleave.console;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.net.InetAddress;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;
import org.springframework.boot.web.server.servlet.context.AnnotationConfigServletWebServerApplicationContext;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configuration.OAuth2AuthorizationServerConfiguration;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;

/**
 * An OpenID provider that nobody here wrote: Spring's authorization server with its own login page, in a server of its
 * own, as an organisation might run it. Its people and what it says of them are ours.
 */
final class OpenIdProvider implements AutoCloseable {
    static final String CLIENT = "wayleave";
    static final String SECRET = "what the provider gave";
    static final String PASSWORD = "their own password";

    /** What it says of its people, beside the subject. */
    final Map<String, Map<String, Object>> claims = new ConcurrentHashMap<>();

    private final AnnotationConfigServletWebServerApplicationContext context =
            new AnnotationConfigServletWebServerApplicationContext();

    OpenIdProvider(URI redirect, String... people) {
        context.registerBean(OpenIdProvider.class, () -> this, definition -> definition.setDestroyMethodName(""));
        context.registerBean(
                UserDetailsService.class,
                () -> new InMemoryUserDetailsManager(java.util.Arrays.stream(people)
                        .map(name -> User.withUsername(name)
                                .password("{noop}" + PASSWORD)
                                .build())
                        .toList()));
        context.registerBean(
                RegisteredClientRepository.class,
                () -> new InMemoryRegisteredClientRepository(RegisteredClient.withId("1")
                        .clientId(CLIENT)
                        .clientSecret("{noop}" + SECRET)
                        .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                        .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                        .redirectUri(redirect.toString())
                        .scope("openid")
                        .scope("profile")
                        .scope("email")
                        .clientSettings(
                                ClientSettings.builder().requireProofKey(true).build())
                        .build()));
        context.register(Server.class);
        context.refresh();
    }

    /** Another host name than the console's, so that neither has the other's cookies. */
    URI issuer() {
        var server = context.getWebServer();
        if (server == null) throw new IllegalStateException("It has been started.");
        return URI.create("http://localhost:" + server.getPort());
    }

    @Override
    public void close() {
        context.close();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableWebMvc
    @EnableWebSecurity
    static class Server {
        @Bean
        JettyServletWebServerFactory web() {
            var factory = new JettyServletWebServerFactory(0);
            factory.setAddress(InetAddress.getLoopbackAddress());
            return factory;
        }

        @Bean
        ServletRegistrationBean<DispatcherServlet> dispatcherServlet(WebApplicationContext context) {
            return new ServletRegistrationBean<>(new DispatcherServlet(context), "/");
        }

        @Bean
        SecurityFilterChain security(HttpSecurity http) throws Exception {
            http.oauth2AuthorizationServer(server -> server.oidc(Customizer.withDefaults()))
                    .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                    .formLogin(Customizer.withDefaults());
            return http.build();
        }

        @Bean
        AuthorizationServerSettings settings() {
            return AuthorizationServerSettings.builder().build();
        }

        @Bean
        JWKSource<SecurityContext> keys() throws JOSEException {
            RSAKey key = new RSAKeyGenerator(2048).keyID("1").generate();
            return new ImmutableJWKSet<>(new JWKSet(key));
        }

        @Bean
        JwtDecoder decoder(JWKSource<SecurityContext> keys) {
            return OAuth2AuthorizationServerConfiguration.jwtDecoder(keys);
        }

        @Bean
        OAuth2TokenCustomizer<JwtEncodingContext> claims(OpenIdProvider provider) {
            return token -> {
                var person = token.getPrincipal();
                String name = person == null ? "" : person.getName();
                token.getClaims().claims(claims -> claims.putAll(provider.claims.getOrDefault(name, Map.of())));
            };
        }
    }
}
