package uk.wayleave.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import uk.wayleave.evidence.CanonicalEntry;
import uk.wayleave.evidence.Entry;
import uk.wayleave.evidence.EntryKind;
import uk.wayleave.evidence.Facts;
import uk.wayleave.evidence.StoredEntry;
import uk.wayleave.register.ledger.LedgerReader;

/** A gateway before a Street Manager that does what the test says, with all that it logs. */
final class Proving implements AutoCloseable {
    static final String WORKS = "ZW001AAA1";
    static final String PERMIT = WORKS + "-01";
    static final String READ = "/v6/work/works/" + WORKS + "/permits/" + PERMIT;
    static final String WRITE = "/v6/work/works/" + WORKS + "/comments";
    static final String WRITTEN = "{\"comment_reference_number\":\"" + WORKS + "-COM-01\"}";
    static final String COMMENT = "{\"detail\":\"Gate is unlocked from seven.\",\"topic\":\"GENERAL\"}";

    /** Stands in every sound record and so must not be in a refusal. */
    static final String STREET = "Heronsgate Lane";

    final ScriptedStreetManager upstream = ScriptedStreetManager.start();
    final CapturedLog log = CapturedLog.begin();
    final World world;
    final String token;

    private Proving(UnaryOperator<World.Options> options) {
        upstream.says(200, permit());
        world = World.before(upstream.baseUri(), options.apply(World.Options.usual()));
        token = world.tokenForEverything(world.water);
    }

    static Proving with(UnaryOperator<World.Options> options) {
        return new Proving(options);
    }

    /** The Controller's own permit, with members as a test wants them: name, raw JSON, name, raw JSON, … */
    static String permit(String... instead) {
        List<String> members = new ArrayList<>(List.of(
                "work_reference_number", "\"" + WORKS + "\"",
                "permit_reference_number", "\"" + PERMIT + "\"",
                "promoter_swa_code", "\"" + World.WATER_CODE + "\"",
                "highway_authority_swa_code", "\"" + World.COUNTY_CODE + "\"",
                "street_name", "\"" + STREET + "\""));
        for (int i = 0; i < instead.length; i += 2) {
            int known = members.indexOf(instead[i]);
            if (known >= 0) {
                members.set(known + 1, instead[i + 1]);
            } else {
                members.add(instead[i]);
                members.add(instead[i + 1]);
            }
        }
        StringBuilder json = new StringBuilder("{");
        for (int i = 0; i < members.size(); i += 2) {
            json.append(i == 0 ? "\"" : ",\"")
                    .append(members.get(i))
                    .append("\":")
                    .append(members.get(i + 1));
        }
        return json.append('}').toString();
    }

    Http.Answer read() {
        return world.http.get(READ, token);
    }

    Http.Answer write() {
        return world.http.post(WRITE, token, COMMENT);
    }

    /** All that must appear nowhere. */
    List<String> secrets() {
        List<String> secrets = new ArrayList<>(upstream.secrets());
        secrets.addAll(world.upstreamSecrets());
        for (String code : List.of(World.WATER_CODE, World.COUNTY_CODE, World.COUNTY_WORKS_CODE)) {
            secrets.add("api" + code + "@example.org");
        }
        return secrets;
    }

    /** A problem that says what became of the call, tells nothing else, and released nothing. */
    void assertRefused(Http.Answer answer, int status, String code, String upstreamState) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.json().path("type").asString()).isEqualTo("urn:wayleave:problem:" + code);
        assertThat(answer.json().path("status").asInt()).isEqualTo(status);
        assertThat(answer.json().path("detail").asString()).isNotBlank();
        assertThat(answer.json().path("upstream").asString()).isEqualTo(upstreamState);
        assertThat(answer.header("Wayleave-Upstream")).isEqualTo(upstreamState);
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertTellsNothing(answer);
    }

    void assertTellsNothing(Http.Answer answer) {
        assertThat(answer.body() + headers(answer)).doesNotContain(STREET);
        assertNoSecret(answer);
    }

    void assertNoSecret(Http.Answer answer) {
        Leaks.assertNone(secrets(), answer.body(), headers(answer), log.text());
    }

    static String headers(Http.Answer answer) {
        HttpHeaders headers = answer.response().headers();
        return headers.map().toString();
    }

    /** The entries of the call that was answered so. */
    List<Entry> entries(Http.Answer answer) {
        return entries(UUID.fromString(answer.header("Wayleave-Call")));
    }

    List<Entry> entries(UUID call) {
        return new LedgerReader(world.database)
                .ofCall(world.water.id().value(), call).stream()
                        .map(Proving::read)
                        .toList();
    }

    List<EntryKind> kinds(Http.Answer answer) {
        return entries(answer).stream().map(Entry::kind).toList();
    }

    static Entry read(StoredEntry stored) {
        return switch (CanonicalEntry.read(stored.canonical())) {
            case CanonicalEntry.Reading.Canonical(Entry entry) -> entry;
            case CanonicalEntry.Reading.NotCanonical(String why) -> throw new AssertionError(why);
        };
    }

    static String text(Entry entry, String fact) {
        return entry.facts().values().get(fact) instanceof Facts.Fact.Text(String value) ? value : "";
    }

    static long count(Entry entry, String fact) {
        return entry.facts().values().get(fact) instanceof Facts.Fact.Count(long value) ? value : -1;
    }

    @Override
    public void close() {
        world.close();
        upstream.close();
        log.close();
    }
}
