package uk.wayleave.streetmanager;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MatchTest {
    private static final Catalogue CATALOGUE = Catalogue.load();

    static Stream<Operation> all() {
        return ApiVersion.shipped().stream().flatMap(version -> CATALOGUE.operations(version).stream());
    }

    @ParameterizedTest
    @MethodSource("all")
    void findsEveryOperationByItsOwnPath(Operation operation) {
        List<String> segments = new ArrayList<>();
        int number = 1;
        for (PathTemplate.Segment segment : operation.path().segments()) {
            segments.add(
                    switch (segment) {
                        case PathTemplate.Literal(String text) -> text;
                        case PathTemplate.Parameter _ -> String.valueOf(number++);
                    });
        }

        Match match = CATALOGUE.match(
                operation.version().segment(),
                operation.method().name(),
                operation.api().segment(),
                segments);

        assertThat(match).isInstanceOfSatisfying(Match.Known.class, known -> {
            assertThat(known.operation()).isEqualTo(operation);
            assertThat(known.parameters())
                    .containsOnlyKeys(operation.path().parameters().toArray(String[]::new));
        });
    }

    @Test
    void bindsTheParametersInOrder() {
        Match match = match("GET", "/v3/work/works/AB001X1/permits/AB001X1-01");

        assertThat(match)
                .isInstanceOfSatisfying(
                        Match.Known.class,
                        known -> assertThat(known.parameters())
                                .isEqualTo(Map.of(
                                        "workReferenceNumber", "AB001X1", "permitReferenceNumber", "AB001X1-01")));
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /v3/reporting/works/updates, reporting.GetUpdates",
        "GET, /v6/event/works/updates, event.GetWorksUpdates",
        "GET, /v3/work/permits/category, work.GetWorkCategory",
        "GET, /v3/reporting/workstreams, reporting.GetWorkstreams",
        "GET, /v3/party/organisations/0010/workstreams, party.GetWorkstreams",
        "GET, /v6/reporting/permits/files, reporting.GetPermitFiles",
        "POST, /v6/work/works/AB001X1/permits/AB001X1-01/alterations/impose, work.ImposeChange",
    })
    void prefersFixedTextToAParameter(String method, String path, String id) {
        assertThat(match(method, path))
                .isInstanceOfSatisfying(
                        Match.Known.class,
                        known -> assertThat(known.operation().id()).hasToString(id));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "v1", "v2", "v4", "v5", "v7", "v0", "v03", "LATEST", "latest ", "V3", "3.6", "v36", "v333", "v³", "",
                "v", "v3 ", "work"
            })
    void refusesAnUnknownVersion(String version) {
        assertThat(CATALOGUE.match(version, "GET", "work", List.of("works", "AB001X1")))
                .isEqualTo(new Match.UnknownVersion());
    }

    @Test
    void takesTheNewestVersionForTheLatest() {
        assertThat(CATALOGUE.match("latest", "GET", "work", List.of("works", "AB001X1")))
                .isEqualTo(CATALOGUE.match("v6", "GET", "work", List.of("works", "AB001X1")));
        assertThat(CATALOGUE.only(List.of(ApiVersion.V3_6)).match("latest", "GET", "work", List.of("works", "AB001X1")))
                .isEqualTo(CATALOGUE.match("v3", "GET", "work", List.of("works", "AB001X1")));
        assertThat(CATALOGUE.only(List.of()).match("latest", "GET", "work", List.of("works", "AB001X1")))
                .isEqualTo(new Match.UnknownVersion());
    }

    @Test
    void doesNotKnowAVersionThatIsKeptClosed() {
        Catalogue newer = CATALOGUE.only(List.of(ApiVersion.V6_0));

        assertThat(newer.match("v3", "GET", "work", List.of("works", "AB001X1")))
                .isEqualTo(new Match.UnknownVersion());
        assertThat(newer.versions()).containsExactly(ApiVersion.V6_0);
        assertThat(newer.operations(ApiVersion.V6_0)).isEqualTo(CATALOGUE.operations(ApiVersion.V6_0));
    }

    @Test
    void knowsTheStatusOfEachService() {
        assertThat(CATALOGUE.match("v6", "GET", "sampling", List.of("status")))
                .isEqualTo(new Match.Status(ApiVersion.V6_0, Api.SAMPLING));
        assertThat(CATALOGUE.match("v3", "GET", "sampling", List.of("status"))).isEqualTo(new Match.UnknownApi());
        assertThat(CATALOGUE.match("v3", "POST", "work", List.of("status")))
                .isEqualTo(new Match.MethodNotAllowed(java.util.Set.of(HttpMethod.GET)));
    }

    @ParameterizedTest
    @CsvSource({"v3, worklist", "v3, event", "v3, sampling", "v3, Work", "v3, ''", "v3, works"})
    void refusesAnUnknownApi(String version, String api) {
        assertThat(CATALOGUE.match(version, "GET", api, List.of("works"))).isEqualTo(new Match.UnknownApi());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v3/work",
                "/v3/work/",
                "/v3/work/docs",
                "/v3/work/swagger.json",
                "/v3/work/Works",
                "/v3/work/works/AB001X1/",
                "/v3/work//works/AB001X1",
                "/v3/work/works/AB001X1/permits/AB001X1-01/secrets",
                "/v3/work/works/AB001X1/section-74s/1/highway-authority-status",
                "/v3/export/organisation-data/csv",
                "/v6/work/works/AB001X1/permits/AB001X1-01/alterations/impose/status",
            })
    void refusesAnUnknownOperation(String path) {
        assertThat(match("GET", path)).isEqualTo(new Match.UnknownOperation());
    }

    @Test
    void namesTheMethodsOfAPathThatIsKnown() {
        assertThat(match("DELETE", "/v3/work/activity/ARN-0010-1"))
                .isEqualTo(new Match.MethodNotAllowed(java.util.Set.of(HttpMethod.GET, HttpMethod.PUT)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"HEAD", "OPTIONS", "PATCH", "TRACE", "CONNECT", "get", "", "GET "})
    void allowsNoOtherMethod(String method) {
        assertThat(CATALOGUE.match("v3", method, "work", List.of("works")))
                .isEqualTo(new Match.MethodNotAllowed(java.util.Set.of(HttpMethod.POST)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v3/work/authenticate/initial",
                "/v3/party/set-password",
                "/v6/party/invite-user",
                "/v6/party/onboard-user",
                "/v3/party/re-onboard-user",
                "/v3/party/remove-user",
                "/v3/party/organisations/0010/contractors",
                "/v3/party/organisations/0010/contractors/0020",
                "/v3/party/users/YUBiLmM=/roles",
                "/v3/party/users/YUBiLmM=/workstreams",
                "/v6/party/admin-change-roles/YUBiLmM=",
                "/v3/reporting/organisations/0010/users",
            })
    void recognisesAccountAdministrationThatTheApiFilesLeaveOutWhateverTheMethod(String path) {
        for (String method : List.of("GET", "POST", "PUT", "DELETE", "PATCH")) {
            assertThat(match(method, path)).isInstanceOf(Match.AccountAdministration.class);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "work, works|.., workReferenceNumber",
        "work, works|., workReferenceNumber",
        "work, works|a/b, workReferenceNumber",
        "work, works|a\\b, workReferenceNumber",
        "work, works|a%2Fb, workReferenceNumber",
        "work, works|a;b=c, workReferenceNumber",
        "work, works|AB001X1?x, workReferenceNumber",
        "work, 'works|AB001X1 ', workReferenceNumber",
        "work, works|ＡB001X1, workReferenceNumber",
        "work, files|-1, fileId",
        "work, files|1e9, fileId",
        "work, files|٣, fileId",
        "lookup, nsg|streets|abc, usrn",
        "party, users|a@b.example, email",
    })
    void refusesAParameterThatNoReferenceLooksLike(String api, String path, String parameter) {
        Match match = CATALOGUE.match("v3", "GET", api, List.of(path.split("\\|", -1)));

        assertThat(match)
                .isInstanceOfSatisfying(
                        Match.MalformedParameter.class,
                        malformed -> assertThat(malformed.parameter()).isEqualTo(parameter));
    }

    @Test
    void refusesAnEmptyOrOverlongParameter() {
        assertThat(CATALOGUE.match("v3", "GET", "work", List.of("works", "")))
                .isInstanceOf(Match.MalformedParameter.class);
        assertThat(CATALOGUE.match("v3", "GET", "work", List.of("works", "A".repeat(65))))
                .isInstanceOf(Match.MalformedParameter.class);
    }

    @Property(tries = 2000)
    void neverThrowsNorLetsAStrangeCharacterThrough(
            @ForAll("hostile") List<String> segments, @ForAll("methods") String method, @ForAll("apis") String api) {
        for (String version : List.of("v3", "v6")) {
            Match match = CATALOGUE.match(version, method, api, segments);
            if (match instanceof Match.Known(Operation operation, Map<String, String> parameters)) {
                assertThat(operation.path().segments()).hasSameSizeAs(segments);
                assertThat(parameters.values()).allMatch(value -> value.matches("[A-Za-z0-9_+=-]+"));
            }
        }
    }

    @Provide
    Arbitrary<List<String>> hostile() {
        Arbitrary<String> known = Arbitraries.of(
                "works", "permits", "users", "files", "organisations", "updates", "search", "alterations", "nsg");
        Arbitrary<String> tricks = Arbitraries.of(
                "", ".", "..", "%2e%2e", "a/b", "\u0000", "..;", "AB001X1;x=1", "\u202E", "﹒", "works ", "WORKS");
        return Arbitraries.oneOf(known, tricks, Arbitraries.strings().ofMaxLength(30), Arbitraries.of("AB001X1"))
                .list()
                .ofMaxSize(8);
    }

    @Provide
    Arbitrary<String> methods() {
        return Arbitraries.of("GET", "POST", "PUT", "DELETE", "PATCH", "");
    }

    @Provide
    Arbitrary<String> apis() {
        return Arbitraries.of(Api.values()).map(Api::segment);
    }

    private static Match match(String method, String path) {
        List<String> parts = List.of(path.substring(1).split("/", -1));
        return CATALOGUE.match(parts.get(0), method, parts.get(1), parts.subList(2, parts.size()));
    }
}
