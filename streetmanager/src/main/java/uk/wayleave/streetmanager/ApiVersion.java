package uk.wayleave.streetmanager;

import java.util.List;
import java.util.Optional;

/**
 * A version of Street Manager's API, by the first segment of its paths. Which versions are known is for the
 * {@link Catalogue} to say: an operator may import one that does not come with the product.
 *
 * @param major from 1 to 99
 */
public record ApiVersion(int major) implements Comparable<ApiVersion> {
    /** As of July 2021. */
    public static final ApiVersion V3_6 = new ApiVersion(3);

    public static final ApiVersion V6_0 = new ApiVersion(6);

    private static final int HIGHEST = 99;
    private static final List<ApiVersion> SHIPPED = List.of(V3_6, V6_0);

    /** @throws IllegalArgumentException if the number is out of its range */
    public ApiVersion {
        if (major < 1 || major > HIGHEST) {
            throw new IllegalArgumentException("A version's number is from 1 to 99.");
        }
    }

    /** The versions that come with the product, oldest first. */
    public static List<ApiVersion> shipped() {
        return SHIPPED;
    }

    /**
     * Reads the name of a version, known or not. {@code latest} is none: see {@link Catalogue#version(String)}.
     *
     * @param segment the first segment of a path, exactly as it came
     */
    public static Optional<ApiVersion> parse(String segment) {
        boolean formed = segment.length() >= 2
                && segment.length() <= 3
                && segment.charAt(0) == 'v'
                && segment.charAt(1) != '0'
                && Ascii.areDigits(segment.substring(1));
        return formed ? Optional.of(new ApiVersion(Integer.parseInt(segment.substring(1)))) : Optional.empty();
    }

    /** The first segment of a path, as in {@code /v6/work/works}. */
    public String segment() {
        return "v" + major;
    }

    @Override
    public int compareTo(ApiVersion other) {
        return Integer.compare(major, other.major);
    }

    @Override
    public String toString() {
        return segment();
    }
}
