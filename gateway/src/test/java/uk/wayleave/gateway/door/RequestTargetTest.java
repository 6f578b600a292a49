package uk.wayleave.gateway.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import uk.wayleave.gateway.call.QueryParameter;

class RequestTargetTest {
    @Test
    void readsSegmentsAndRepeatedParametersInOrder() {
        assertThat(RequestTarget.of("/v6/reporting/permits", "status=granted&status=refused&query=High%20Street+1"))
                .isEqualTo(new RequestTarget.Read(
                        List.of("v6", "reporting", "permits"),
                        List.of(
                                new QueryParameter("status", "granted"),
                                new QueryParameter("status", "refused"),
                                new QueryParameter("query", "High Street 1"))));
    }

    @Test
    void readsTheEncodedPaddingOfAnEmailAddressInBase64() {
        assertThat(RequestTarget.of("/v3/party/users/am9AZXhhbXBsZQ%3D%3D", ""))
                .isEqualTo(new RequestTarget.Read(List.of("v3", "party", "users", "am9AZXhhbXBsZQ=="), List.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "v6/work",
                "/v6//work",
                "/v6/work/",
                "/v6/work/./works",
                "/v6/work/../party",
                "/v6/work/works/%2e%2e/x",
                "/v6/work/works%2fZW1",
                "/v6/work/works%2FZW1",
                "/v6/work/works%252fZW1",
                "/v6/work/works%5cZW1",
                "/v6/work/works\\ZW1",
                "/v6/work/works;a=b",
                "/v6/work/works;jsessionid=1/x",
                "/v6/work/works%3b",
                "/v6/work/%00",
                "/v6/work/works%",
                "/v6/work/works%4",
                "/v6/work/%77orks",
                "/v6/work/wörks",
                "/v6/work/works?",
                "/v6/work/works#x",
                "/v6/work/works:x",
                "/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a"
            })
    void refusesAPathThatTwoReadersCouldReadDifferently(String path) {
        assertThat(RequestTarget.of(path, "")).isInstanceOf(RequestTarget.Refused.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"=x", "a=%", "a=%4", "a=%zz", "a=%ff", "a=%00", "a=%0d%0aX:1", "a=\u0001", "a=ö", "&"})
    void refusesAQueryThatIsNotWellFormed(String query) {
        assertThat(RequestTarget.of("/v6/work/works", query)).isInstanceOf(RequestTarget.Refused.class);
    }

    @Property
    void readsNoPathInWhichASegmentCouldEscapeItsPlace(@ForAll @CharRange(from = ' ', to = '~') String path) {
        if (RequestTarget.of("/" + path, "") instanceof RequestTarget.Read(List<String> segments, var query)) {
            assertThat(segments)
                    .allSatisfy(segment -> assertThat(segment)
                            .isNotEmpty()
                            .isNotIn(".", "..")
                            .doesNotContain("/", "\\", ";", "%", "?", "#", " "));
            assertThat(query).isEmpty();
        }
    }
}
