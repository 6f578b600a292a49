package uk.wayleave.pages;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The styles and scripts of all pages. Whoever serves pages serves these, too, below {@value #PATH}. */
public final class Assets {
    public static final String PATH = "/assets/";

    /** For an answer whose address names the version: it never changes. */
    public static final String CACHED_FOR_GOOD = "public, max-age=31536000, immutable";

    private static final Map<String, String> TYPES = Map.of(
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "svg", "image/svg+xml");

    private final Map<String, Asset> byName;

    private Assets(Map<String, Asset> byName) {
        this.byName = byName;
    }

    /** Those of this module alone. */
    public static Assets own() {
        return new Assets(read(
                Assets.class, "wayleave.css", "govuk-frontend.min.js", "page-begins.js", "page-ends.js", "icon.svg"));
    }

    /** These and those of a module, from a directory {@code assets} beside the class that stands for it. */
    public Assets and(Class<?> module, String... names) {
        return new Assets(Stream.concat(byName.entrySet().stream(), read(module, names).entrySet().stream())
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    private static Map<String, Asset> read(Class<?> module, String... names) {
        return Stream.of(names).collect(Collectors.toUnmodifiableMap(name -> name, name -> asset(module, name)));
    }

    private static Asset asset(Class<?> module, String name) {
        try (InputStream in = module.getResourceAsStream("assets/" + name)) {
            if (in == null) {
                throw new IllegalArgumentException("There is no asset " + name + " beside " + module.getName() + ".");
            }
            byte[] bytes = in.readAllBytes();
            String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
            if (type == null) {
                throw new IllegalArgumentException("The asset " + name + " is of no type that pages load.");
            }
            return new Asset(type, bytes, version(bytes));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String version(byte[] bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("This Java has no SHA-256, which every Java has.", impossible);
        }
    }

    /** By the name below {@value #PATH}. */
    public Optional<Asset> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /**
     * The address a page loads it from, which changes with its content.
     *
     * @throws IllegalArgumentException if there is none of that name
     */
    public String href(String name) {
        Asset asset = find(name).orElseThrow(() -> new IllegalArgumentException("There is no asset " + name + "."));
        return PATH + name + "?v=" + asset.version();
    }
}
