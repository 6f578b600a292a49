package uk.wayleave.opendata.api;

import java.util.HexFormat;
import java.util.Optional;
import uk.wayleave.opendata.event.EventReader;

/** Entity tags over whole answers (RFC 9110 section 8.8.3), and how long an answer may be kept. */
final class Caching {
    private Caching() {}

    static Answer of(Ask ask, Answer answer, int seconds) {
        if (!(answer.body() instanceof Answer.Body.Whole(byte[] bytes)) || answer.status() != 200) {
            return answer;
        }
        String tag = "\"" + HexFormat.of().formatHex(EventReader.sha256(bytes), 0, 16) + "\"";
        Answer tagged = answer.with("ETag", tag)
                .with("Cache-Control", "public, max-age=" + seconds)
                .with("Vary", "Accept");
        Optional<String> known = ask.header("If-None-Match");
        boolean same =
                known.filter(list -> list.equals("*") || list.contains(tag)).isPresent();
        return same ? new Answer(304, tagged.headers(), "", new Answer.Body.Whole(new byte[0])) : tagged;
    }
}
