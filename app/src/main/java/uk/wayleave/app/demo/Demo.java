package uk.wayleave.app.demo;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import uk.wayleave.app.command.CannotStart;
import uk.wayleave.app.serve.Installation;
import uk.wayleave.app.serve.PrivateFile;
import uk.wayleave.app.settings.Settings;
import uk.wayleave.sandbox.Sandbox;
import uk.wayleave.sandbox.SandboxSettings;

/** Starts everything on this machine, loads the cast, tells the story, and stays until it is closed. */
public final class Demo implements AutoCloseable {
    private static final int SANDBOX_PORT = 8099;
    private static final long SEED = 2026;
    private final Sandbox sandbox;
    private final Installation installation;
    private final boolean wentAsItShould;
    private final Runnable whatToTry;

    private Demo(Sandbox sandbox, Installation installation, boolean wentAsItShould, Runnable whatToTry) {
        this.sandbox = sandbox;
        this.installation = installation;
        this.wentAsItShould = wentAsItShould;
        this.whatToTry = whatToTry;
    }

    /** Plays it; what is running afterwards is the caller's to close. */
    public static Demo play(Settings settings, Clock clock, PrintWriter out, boolean colour) {
        Screen screen = new Screen(out, colour);
        screen.say("Wayleave, a demonstration with fictional organisations. Everything runs on this machine.");
        screen.say("Starting PostgreSQL, a sandbox of Street Manager, the gateway and its control plane ...");
        byte[] secret = secret(settings.home());
        Sandbox sandbox = Sandbox.start(
                SandboxSettings.defaults()
                        .withPort(freeOr(SANDBOX_PORT))
                        .withSeed(SEED)
                        .withPasswordSeed(derived(secret, "sandbox")),
                clock);
        Installation installation;
        try {
            installation = Installation.start(
                    settings.withPorts(freeOr(settings.dataPort()), freeOr(settings.controlPort())),
                    Installation.People.FICTIONAL,
                    clock,
                    screen::say);
        } catch (RuntimeException failed) {
            sandbox.close();
            throw failed;
        }
        try {
            screen.say(
                    "Loading two Controllers, two integrators, their people and signed agreements by the admin API ...");
            AdminApi api = new AdminApi(new Web(installation.controlPlane()));
            api.signIn("admin", adminPassword(settings.home()));
            Stage stage = new Loading(api, sandbox, name -> derived(secret, name), clock).load();
            boolean well = new Story(installation, sandbox, api, stage, screen, clock).tell();
            Path file = settings.home().resolve("demo.json");
            DemoFile.write(file, installation.dataPlane(), installation.controlPlane(), sandbox, stage);
            screen.say("");
            screen.say(well ? "Every step went as it should." : "NOT every step went as it should.");
            return new Demo(sandbox, installation, well, () -> tryNext(screen, installation, sandbox, stage, file));
        } catch (RuntimeException failed) {
            installation.close();
            sandbox.close();
            throw failed;
        }
    }

    public boolean wentAsItShould() {
        return wentAsItShould;
    }

    /** Prints lines to paste into a terminal while it stays up. */
    public void showWhatToTry() {
        whatToTry.run();
    }

    @Override
    public void close() {
        installation.close();
        sandbox.close();
    }

    private static void tryNext(Screen screen, Installation installation, Sandbox sandbox, Stage stage, Path file) {
        Stage.Product product = stage.productFor(Cast.WATER);
        String instruction = product.instructions().getFirst().id();
        String works = sandbox.works().stream()
                .filter(one -> one.promoterSwaCode().equals("9981"))
                .findFirst()
                .orElseThrow()
                .reference();
        String foreign = sandbox.works().stream()
                .filter(one -> one.promoterSwaCode().equals("9982"))
                .findFirst()
                .orElseThrow()
                .reference();
        Stage.Person administrator = stage.people().getFirst();
        screen.say("");
        screen.say("The console for people is at " + installation.controlPlane() + "/console");
        screen.say("It shows the story: every call under Calls, each with what every clause said.");
        screen.say(
                "Sign in as one of these. The first time it shows a key for one-time codes: add it to an authenticator");
        screen.say("app, or have ./wayleave code KEY print the code, then and at each later sign-in:");
        for (Stage.Person person : stage.people())
            screen.say("  " + person.signInName() + "  " + person.password() + "  " + person.name() + ", "
                    + person.role() + " of " + person.body());
        screen.say("");
        screen.say("Try it by hand (all of this is in " + file + " for scripts):");
        screen.say("  # a token, bound to one instruction");
        screen.say("  TOKEN=$(curl -s " + installation.controlPlane()
                + "/oauth/token -d grant_type=client_credentials \\");
        screen.say("    -u '" + product.clientId() + ":" + product.clientSecret() + "' -d instruction=" + instruction
                + " \\");
        screen.say("    | sed 's/.*\"access_token\" *: *\"\\([^\"]*\\)\".*/\\1/')");
        screen.say(
                "  # the Controller's own works record, what the agreement does not grant masked (Wayleave-Masked names it)");
        screen.say("  curl -si -H \"token: $TOKEN\" " + installation.dataPlane() + "/v6/work/works/" + works);
        screen.say("  # somebody else's: refused, with clause, reason and cure");
        screen.say("  curl -si -H \"token: $TOKEN\" " + installation.dataPlane() + "/v6/work/works/" + foreign);
        screen.say("  # a client written for Street Manager signs in as it always did, with another base URL");
        screen.say("  curl -s " + installation.dataPlane()
                + "/v6/work/authenticate -H 'content-type: application/json' \\");
        screen.say("    -d '{\"emailAddress\":\"" + product.clientId() + "+" + instruction + "\",\"password\":\""
                + product.clientSecret() + "\"}'");
        screen.say("  # " + administrator.name() + ", " + administrator.role() + " of " + administrator.body()
                + ", signs in to the admin API");
        screen.say("  curl -s " + installation.controlPlane() + "/api/sign-in -H 'content-type: application/json' \\");
        screen.say("    -d '{\"name\":\"" + administrator.signInName() + "\",\"password\":\"" + administrator.password()
                + "\"}'");
        screen.say("  # the whole admin API");
        screen.say("  curl -s " + installation.controlPlane() + "/api/openapi.json");
    }

    /** The usual port where nobody has it, else 0: a demonstration never fails because a port is taken. */
    private static int freeOr(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return port;
        } catch (IOException taken) {
            return 0;
        }
    }

    private static String adminPassword(Path home) {
        Path file = Installation.bootstrapFile(home);
        try {
            return Files.readString(file).strip();
        } catch (IOException missing) {
            throw new DemoFailed("The password of the first administrator is not in " + file
                    + ". Remove this home, or name another with --home.");
        }
    }

    /** Fictional people have the same passwords at every start, derived from one secret of this home. */
    private static byte[] secret(Path home) {
        Path file = home.resolve("demo-secret");
        if (Files.exists(home.resolve("postgres")) && !Files.exists(file)) {
            throw new CannotStart(
                    home + " is the home of an installation, in which a demonstration's fictional people have"
                            + " no place. Name another with --home.");
        }
        try {
            Files.createDirectories(home);
            if (!Files.exists(file)) {
                byte[] fresh = new byte[32];
                new SecureRandom().nextBytes(fresh);
                PrivateFile.write(file, HexFormat.of().formatHex(fresh));
            }
            return HexFormat.of().parseHex(Files.readString(file).strip());
        } catch (IOException failed) {
            throw new UncheckedIOException(file + " cannot be read or written.", failed);
        }
    }

    private static String derived(byte[] secret, String name) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            byte[] digest = mac.doFinal(name.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(digest)
                    .substring(0, 24);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no HMAC with SHA-256, which every Java has.", e);
        }
    }
}
