package uk.wayleave.control;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.Executors;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;
import org.springframework.boot.web.server.Ssl;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerResponse;
import uk.wayleave.control.api.AccountEndpoints;
import uk.wayleave.control.api.AgreementEndpoints;
import uk.wayleave.control.api.CallEndpoints;
import uk.wayleave.control.api.ContractEndpoints;
import uk.wayleave.control.api.ControllerEndpoints;
import uk.wayleave.control.api.CredentialEndpoints;
import uk.wayleave.control.api.DigestEndpoints;
import uk.wayleave.control.api.DraftEndpoints;
import uk.wayleave.control.api.HealthEndpoints;
import uk.wayleave.control.api.IdentityProviderEndpoints;
import uk.wayleave.control.api.InstructionEndpoints;
import uk.wayleave.control.api.IntegratorEndpoints;
import uk.wayleave.control.api.LedgerEndpoints;
import uk.wayleave.control.api.ObjectionEndpoints;
import uk.wayleave.control.api.PeopleEndpoints;
import uk.wayleave.control.api.ReceiverEndpoints;
import uk.wayleave.control.api.ReferenceEndpoints;
import uk.wayleave.control.api.RequestEndpoints;
import uk.wayleave.control.api.ScreenEndpoints;
import uk.wayleave.control.api.SessionEndpoints;
import uk.wayleave.control.api.StopEndpoints;
import uk.wayleave.control.api.TextScanEndpoints;
import uk.wayleave.control.api.TrustedIssuerEndpoints;
import uk.wayleave.control.api.UseEndpoints;
import uk.wayleave.control.http.BodyLimit;
import uk.wayleave.control.http.Endpoint;
import uk.wayleave.control.http.Endpoints;
import uk.wayleave.control.http.Json;
import uk.wayleave.control.http.ProblemResponse;
import uk.wayleave.control.oauth.AuthorizationServer;
import uk.wayleave.control.openapi.DocumentEndpoint;
import uk.wayleave.control.openid.ProviderSignIns;
import uk.wayleave.control.signin.Attempts;
import uk.wayleave.control.signin.Passwords;
import uk.wayleave.control.signin.SignIns;
import uk.wayleave.control.signin.TokenCallers;
import uk.wayleave.framework.clause.Clauses;
import uk.wayleave.messages.certificate.AskingTls;
import uk.wayleave.register.Register;
import uk.wayleave.register.ledger.LedgerReader;
import uk.wayleave.screening.Screening;
import uk.wayleave.streetmanager.Catalogue;
import uk.wayleave.streetmanager.PublishedTexts;

/** Everything that runs in the control plane, named one by one: nothing is scanned for, nothing configures itself. */
@Configuration(proxyBeanMethods = false)
@EnableWebMvc
@Import(SecurityConfiguration.class)
class ControlConfiguration {
    private static final int MOST_THREADS = 50;
    private static final int LONGEST_HEADERS = 16 * 1024;
    private static final int LONGEST_FORM = 16 * 1024;
    private static final int MOST_FORM_PARAMETERS = 20;

    @Bean
    Clock clock(ControlSettings settings) {
        return settings.clock();
    }

    @Bean
    Json json() {
        return new Json();
    }

    @Bean
    ProblemResponse problemResponse(Json json) {
        return new ProblemResponse(json);
    }

    @Bean
    Attempts attempts(ControlSettings settings, Clock clock) {
        return new Attempts(settings.attempts(), clock);
    }

    @Bean
    SignIns signIns(ControlSettings settings, Register register, Passwords passwords, Attempts attempts) {
        return new SignIns(register, passwords, attempts, settings.sessionLifetime());
    }

    @Bean
    ProviderSignIns providerSignIns(ControlSettings settings, Register register, ListeningAddress address) {
        return new ProviderSignIns(register, address::asSeen, settings.sessionLifetime(), settings.providers());
    }

    @Bean
    AuthorizationServer authorizationServer(
            ControlSettings settings,
            Register register,
            Attempts attempts,
            Clock clock,
            Json json,
            ListeningAddress address) {
        return new AuthorizationServer(
                register, attempts, clock, json, settings.certificates(), address::asSeen, address::asking);
    }

    @Bean
    Endpoints endpoints(
            ControlSettings settings,
            Register register,
            Passwords passwords,
            SignIns signIns,
            ProviderSignIns providers,
            AuthorizationServer authorizationServer,
            LedgerReader ledger,
            Catalogue catalogue,
            ActRecorder recorder,
            Clock clock,
            Json json) {
        var clauses = new Clauses();
        List<Endpoint> all = new ArrayList<>();
        all.addAll(new SessionEndpoints(register, signIns, passwords).all());
        all.addAll(new ControllerEndpoints(register).all());
        all.addAll(new ContractEndpoints(register).all());
        all.addAll(new PeopleEndpoints(register, passwords).all());
        all.addAll(new IntegratorEndpoints(register).all());
        all.addAll(new AccountEndpoints(register).all());
        all.addAll(new AgreementEndpoints(register, catalogue, clauses, settings.wired()).all());
        all.addAll(new DraftEndpoints(register, catalogue).all());
        all.addAll(new StopEndpoints(register).all());
        all.addAll(new IdentityProviderEndpoints(register, providers).all());
        all.addAll(new CredentialEndpoints(register).all());
        all.addAll(new InstructionEndpoints(register).all());
        all.addAll(new RequestEndpoints(register, clock).all());
        all.addAll(new TrustedIssuerEndpoints(register, json).all());
        all.addAll(new ReceiverEndpoints(register).all());
        all.addAll(new ScreenEndpoints(register, Screening.standard(), PublishedTexts.of(catalogue)).all());
        all.addAll(new TextScanEndpoints(register).all());
        all.addAll(new LedgerEndpoints(ledger, json).all());
        all.addAll(new CallEndpoints(register, clock).all());
        all.addAll(new DigestEndpoints(register, clock).all());
        all.addAll(new ObjectionEndpoints(register).all());
        all.addAll(new UseEndpoints(catalogue).all());
        all.addAll(new ReferenceEndpoints(clauses, catalogue, settings.wired()).all());
        all.addAll(new HealthEndpoints(new Readiness(register, ledger, recorder)::isReady).all());
        all.add(authorizationServer.metadata());
        all.add(DocumentEndpoint.of(all, json));
        return new Endpoints(
                all,
                Map.of(
                        AuthorizationServer.TOKEN, "POST",
                        AuthorizationServer.BACK_CHANNEL, "POST",
                        AuthorizationServer.REVOKE, "POST",
                        AuthorizationServer.PUSH, "POST"),
                new TokenCallers(register, clock),
                json,
                recorder::nudge);
    }

    @Bean
    RouterFunction<ServerResponse> routes(
            Endpoints endpoints,
            PagesForPeople pages,
            ControlSettings settings,
            Register register,
            SignIns signIns,
            ProviderSignIns providers,
            Passwords passwords,
            LedgerReader ledger,
            Catalogue catalogue,
            ActRecorder recorder,
            ListeningAddress address,
            Clock clock) {
        var parts = new PagesForPeople.Parts(
                register,
                signIns,
                providers,
                passwords,
                ledger,
                catalogue,
                new Clauses(),
                settings.wired(),
                clock,
                address::asSeen,
                settings.tls().isPresent(),
                recorder::nudge);
        return pages.routes(parts).and(endpoints.routes());
    }

    @Bean
    ServletRegistrationBean<DispatcherServlet> dispatcherServlet(WebApplicationContext context) {
        var registration = new ServletRegistrationBean<>(new DispatcherServlet(context), "/");
        registration.setLoadOnStartup(1);
        return registration;
    }

    @Bean
    FilterRegistrationBean<BodyLimit> bodyLimit(ProblemResponse problems) {
        var registration = new FilterRegistrationBean<>(new BodyLimit(problems));
        registration.setOrder(Ordered.LOWEST_PRECEDENCE);
        return registration;
    }

    @Bean
    JettyServletWebServerFactory webServer(ControlSettings settings, Json json, ListeningAddress address) {
        var factory = new JettyServletWebServerFactory();
        factory.setAddress(settings.address());
        factory.setPort(settings.port());
        settings.tls().map(ControlConfiguration::ssl).ifPresent(factory::setSsl);
        var threads = new QueuedThreadPool(MOST_THREADS);
        threads.setName("control");
        threads.setVirtualThreadsExecutor(Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("control-", 0).factory()));
        factory.setThreadPool(threads);
        factory.addServerCustomizers(server -> ask(server, settings, address));
        factory.addServerCustomizers(ControlConfiguration::restrain);
        factory.addServerCustomizers(server -> refuseWith(new JettyErrors(json), server));
        return factory;
    }

    private static Ssl ssl(ControlSettings.Tls tls) {
        var ssl = new Ssl();
        ssl.setKeyStore(tls.keyStore().toUri().toString());
        ssl.setKeyStoreType("PKCS12");
        ssl.setKeyStorePassword(tls.password());
        ssl.setEnabledProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
        return ssl;
    }

    /** Opens the port that asks callers for a certificate, where the settings have one and so have TLS. */
    private static void ask(Server server, ControlSettings settings, ListeningAddress address) {
        OptionalInt port = settings.certificates().port();
        if (port.isEmpty()) return;
        settings.tls().ifPresent(tls -> {
            var http = new HttpConfiguration();
            http.addCustomizer(new SecureRequestCustomizer());
            var connector = new ServerConnector(
                    server,
                    new SslConnectionFactory(new AskingTls(tls.keyStore(), tls.password()), "http/1.1"),
                    new HttpConnectionFactory(http));
            connector.setHost(settings.address().getHostAddress());
            connector.setPort(port.getAsInt());
            server.addConnector(connector);
            address.asksOn(connector::getLocalPort);
        });
    }

    private static void refuseWith(JettyErrors errors, Server server) {
        server.setErrorHandler(errors);
        for (var context : server.getDescendants(ServletContextHandler.class)) {
            context.addEventListener(new ErrorsOnceStarted(errors, context));
            context.setMaxFormContentSize(LONGEST_FORM);
            context.setMaxFormKeys(MOST_FORM_PARAMETERS);
        }
    }

    /** Spring Boot gives a context error pages of its own while it starts. */
    private record ErrorsOnceStarted(JettyErrors errors, ServletContextHandler context) implements LifeCycle.Listener {
        @Override
        public void lifeCycleStarted(LifeCycle started) {
            context.setErrorHandler(errors);
        }
    }

    private static void restrain(Server server) {
        for (Connector connector : server.getConnectors())
            for (ConnectionFactory factory : connector.getConnectionFactories())
                if (factory instanceof HttpConfiguration.ConnectionFactory http) {
                    HttpConfiguration configuration = http.getHttpConfiguration();
                    configuration.setSendServerVersion(false);
                    configuration.setSendDateHeader(true);
                    configuration.setRequestHeaderSize(LONGEST_HEADERS);
                }
    }
}
