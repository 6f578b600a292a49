package uk.wayleave.app.demo;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Tells the story to whoever watches: a little colour on a terminal, plain text everywhere else. */
final class Screen {
    private static final int WIDTH = 100;
    private final PrintWriter out;
    private final boolean colour;

    Screen(PrintWriter out, boolean colour) {
        this.out = out;
        this.colour = colour;
    }

    void say(String text) {
        out.println(text);
        out.flush();
    }

    void heading(int number, String title) {
        out.println();
        out.println(painted("1", number + ". " + title));
        out.flush();
    }

    void call(String method, String path, String note) {
        out.println("   call      " + method + " " + path);
        if (!note.isEmpty()) {
            out.println("             " + note);
        }
    }

    void went(boolean asItShould, String what) {
        out.println("   " + (asItShould ? painted("32", "decision ") : painted("31", "DECISION ")) + " " + what);
    }

    void detail(String label, String text) {
        String left = "   " + label + " ".repeat(Math.max(1, 10 - label.length()));
        for (String line : folded(text)) {
            out.println(left + line);
            left = " ".repeat(13);
        }
        out.flush();
    }

    /**
     * What a refusal says of these clauses, the cure once where they share it; of the others, that there are more.
     *
     * @param shown at least one
     */
    void clauses(JsonNode problem, List<String> shown) {
        Set<String> cures = new LinkedHashSet<>();
        Set<String> others = new LinkedHashSet<>();
        for (JsonNode clause : problem.path("clauses")) {
            String id = clause.path("clause").asString();
            if (shown.contains(id)) {
                detail(id, clause.path("reason").asString());
                cures.add(clause.path("cure").asString());
            } else {
                others.add(id);
            }
        }
        cures.stream().limit(1).forEach(cure -> detail("cure", cure));
        if (!others.isEmpty()) {
            detail("also", String.join(", ", others) + ", each with reason and cure in the answer");
        }
    }

    void unexpected(String what) {
        detail(painted("31", "NOT SO"), what);
    }

    void receipt(Web.Answer answer) {
        Optional.of(answer.header("Wayleave-Receipt"))
                .filter(receipt -> !receipt.isEmpty())
                .ifPresent(receipt -> detail("receipt", receipt));
    }

    private static List<String> folded(String text) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ", -1)) {
            if (line.length() + word.length() + 1 > WIDTH - 13 && !line.isEmpty()) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }

    private String painted(String code, String text) {
        return colour ? "\u001B[" + code + "m" + text + "\u001B[0m" : text;
    }
}
