package uk.wayleave.app.screen;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import uk.wayleave.screening.Finding;
import uk.wayleave.screening.Findings;
import uk.wayleave.screening.PersonalData;
import uk.wayleave.screening.Screening;

/** Screens file after file and says what it found: places and classes, and the text itself only where asked to. */
public final class ScreenRun {
    private static final long PROGRESS_EVERY = 100_000;

    private final Screening screening;
    private final PrintWriter out;
    private final PrintWriter err;
    private final boolean json;
    private final boolean show;
    private final Map<PersonalData, Integer> counts = new EnumMap<>(PersonalData.class);
    private long texts;
    private long textsWithFindings;

    public ScreenRun(Screening screening, PrintWriter out, PrintWriter err, boolean json, boolean show) {
        this.screening = screening;
        this.out = out;
        this.err = err;
        this.json = json;
        this.show = show;
    }

    /** @throws IOException if it cannot be read, or not as what its name says it is */
    public void screen(String name, Reader in) throws IOException {
        Texts.of(name).read(in, (line, text) -> screen(name, line, text));
    }

    private void screen(String name, long line, String text) {
        Findings findings = screening.screen(text);
        texts++;
        if (texts % PROGRESS_EVERY == 0) {
            err.println(texts + " texts, " + textsWithFindings + " with personal data ...");
            err.flush();
        }
        if (!findings.isEmpty()) {
            textsWithFindings++;
            findings.counts().forEach((personalData, count) -> counts.merge(personalData, count, Integer::sum));
        }
        if (json) {
            out.println(asJson(line, text, findings.all()));
        } else {
            findings.all().forEach(one -> out.println(name + ":" + line + ": " + inWords(one, text)));
        }
    }

    private String inWords(Finding one, String text) {
        String place = one.start() + "-" + one.end() + " " + one.personalData().id() + " ("
                + one.rule().id() + ", " + one.confidence() + ")";
        return show ? place + ": " + text.substring(one.start(), one.end()) : place;
    }

    private String asJson(long line, String text, List<Finding> findings) {
        ObjectNode written = JsonMapper.shared().createObjectNode().put("line", line);
        ArrayNode all = written.putArray("findings");
        for (Finding one : findings) {
            ObjectNode finding = all.addObject()
                    .put("class", one.personalData().id())
                    .put("start", one.start())
                    .put("end", one.end())
                    .put("confidence", one.confidence())
                    .put("rule", one.rule().id());
            if (show) {
                finding.put("text", text.substring(one.start(), one.end()));
            }
        }
        return written.toString();
    }

    /** Writes how much of what there is; to the errors where the output is for scripts. */
    public void summarise() {
        PrintWriter to = json ? err : out;
        to.println(texts + " texts, " + textsWithFindings + " with personal data (rules " + screening.rulesVersion()
                + ")");
        counts.forEach((personalData, count) -> to.println("  " + personalData.id() + ": " + count));
        to.flush();
        out.flush();
    }

    public boolean foundAny() {
        return textsWithFindings > 0;
    }
}
