package uk.wayleave.app.screen;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.util.Locale;
import java.util.function.BiConsumer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/** The texts of a file, one after another, with the line each begins on. The whole file is never in memory. */
public enum Texts {
    /** A text a line. */
    PLAIN {
        @Override
        void read(Reader in, BiConsumer<Long, String> text) throws IOException {
            BufferedReader lines = new BufferedReader(in);
            long number = 1;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                text.accept(number++, line);
            }
        }
    },
    /** Every cell is a text (RFC 4180: quoted cells may hold commas, quotes and line ends). */
    CSV {
        @Override
        void read(Reader in, BiConsumer<Long, String> text) throws IOException {
            new Cells(new BufferedReader(in)).read(text);
        }
    },
    /** Every string is a text; names of members are not. One value or several after each other, so NDJSON too. */
    JSON {
        @Override
        void read(Reader in, BiConsumer<Long, String> text) throws IOException {
            try (JsonParser parser = JsonMapper.shared().createParser(in)) {
                for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                    if (token == JsonToken.VALUE_STRING) {
                        text.accept((long) parser.currentTokenLocation().getLineNr(), parser.getString());
                    }
                }
            } catch (JacksonException malformed) {
                throw new IOException(
                        "not JSON at line " + malformed.getLocation().getLineNr(), malformed);
            }
        }
    };

    /** Calls {@code text} with the line, from 1, and the text. */
    abstract void read(Reader in, BiConsumer<Long, String> text) throws IOException;

    /** By the ending of the file's name. */
    public static Texts of(String file) {
        String name = file.toLowerCase(Locale.ROOT);
        if (name.endsWith(".csv")) {
            return CSV;
        }
        return name.endsWith(".json") || name.endsWith(".ndjson") || name.endsWith(".jsonl") ? JSON : PLAIN;
    }

    /** Cells of CSV on their way. */
    private static final class Cells {
        private final Reader in;
        private final StringBuilder cell = new StringBuilder();
        private long line = 1;
        private long begins = 1;

        Cells(Reader in) {
            this.in = in;
        }

        void read(BiConsumer<Long, String> text) throws IOException {
            boolean quoted = false;
            for (int c = in.read(); c >= 0; c = in.read()) {
                if (c == '\n') {
                    line++;
                }
                if (c == '"') {
                    // A doubled quote inside closes and opens again; to a screening the one is as good as the other.
                    quoted = !quoted;
                } else if (!quoted && (c == ',' || c == '\n' || c == '\r')) {
                    end(text);
                } else {
                    cell.append((char) c);
                }
            }
            end(text);
        }

        private void end(BiConsumer<Long, String> text) {
            if (!cell.isEmpty()) {
                text.accept(begins, cell.toString());
                cell.setLength(0);
            }
            begins = line;
        }
    }
}
