package uk.wayleave.control;

import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import uk.wayleave.control.http.Problem;
import uk.wayleave.control.http.ProblemResponse;
import uk.wayleave.control.oauth.AuthorizationServer;

/**
 * Three chains: OAuth, the pages for people, and everything else. None keeps a session in this process. Only the pages
 * read a cookie: they see to their own headers and to forged requests (CSRF); to the others no foreign page could ride
 * on anything. Who may use what else stands with each page and endpoint.
 */
@Configuration(proxyBeanMethods = false)
@EnableWebSecurity
class SecurityConfiguration {
    @Bean
    @Order(1)
    SecurityFilterChain oauth(HttpSecurity http, AuthorizationServer server) throws Exception {
        http.securityMatcher(server.requests());
        http.authorizeHttpRequests(requests -> requests.anyRequest().authenticated());
        server.addTo(http);
        return stateless(http);
    }

    @Bean
    @Order(2)
    SecurityFilterChain pages(HttpSecurity http) throws Exception {
        http.securityMatcher("/", "/console", "/console/**", "/assets/**", AuthorizationServer.AUTHORIZE);
        http.authorizeHttpRequests(requests -> requests.anyRequest().permitAll());
        http.csrf(AbstractHttpConfigurer::disable)
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .headers(headers -> headers.cacheControl(control -> control.disable()));
        return http.build();
    }

    @Bean
    @Order(3)
    SecurityFilterChain everythingElse(HttpSecurity http) throws Exception {
        http.authorizeHttpRequests(requests -> requests.anyRequest().permitAll());
        return stateless(http);
    }

    /** Encoded slashes, dots and semicolons in a path, control characters in a header, and the like. */
    @Bean
    RequestRejectedHandler rejected(ProblemResponse problems) {
        return (request, response, why) -> problems.write(
                Problem.of(
                        Problem.Status.BAD_REQUEST,
                        "request-not-understood",
                        "The request has an address, a method or a header that is not taken.",
                        "Correct it, and send paths as /api/openapi.json has them."),
                Optional.empty(),
                response);
    }

    private static SecurityFilterChain stateless(HttpSecurity http) throws Exception {
        return http.csrf(AbstractHttpConfigurer::disable)
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .anonymous(anonymous -> {})
                .headers(SecurityConfiguration::headers)
                .build();
    }

    private static void headers(HeadersConfigurer<HttpSecurity> headers) {
        headers.cacheControl(control -> control.disable())
                .addHeaderWriter((request, response) -> response.setHeader("Cache-Control", "no-store"))
                .contentSecurityPolicy(policy -> policy.policyDirectives("default-src 'none'; frame-ancestors 'none'"))
                .referrerPolicy(policy -> policy.policy(ReferrerPolicy.NO_REFERRER));
    }
}
