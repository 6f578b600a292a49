package uk.wayleave.app.demo;

import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
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

    /** The clauses of a refusal, each with its reason and cure. */
    void clauses(JsonNode problem) {
        for (JsonNode clause : problem.path("clauses")) {
            detail(clause.path("clause").asString(), clause.path("reason").asString());
            detail("", "Cure: " + clause.path("cure").asString());
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
        List<String> lines = new java.util.ArrayList<>();
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
