package uk.wayleave.control.http;

import java.util.Locale;
import tools.jackson.core.Version;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.AnnotatedClass;
import tools.jackson.databind.introspect.NopAnnotationIntrospector;
import uk.wayleave.framework.ClauseId;
import uk.wayleave.framework.ProofLevel;
import uk.wayleave.framework.Tier;

/** What constants are called in JSON: lower case with hyphens, but for clauses, tiers and proofs, which have names. */
public final class WireNames extends NopAnnotationIntrospector {
    private static final long serialVersionUID = 1L;

    public static String of(Enum<?> constant) {
        return switch (constant) {
            case ClauseId clause -> clause.toString();
            case Tier tier -> tier.name();
            case ProofLevel level -> level.name();
            default -> constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
        };
    }

    @Override
    public String[] findEnumValues(
            MapperConfig<?> config, AnnotatedClass annotatedClass, Enum<?>[] enumValues, String[] names) {
        for (int i = 0; i < enumValues.length; i++) names[i] = of(enumValues[i]);
        return names;
    }

    @Override
    public Version version() {
        return Version.unknownVersion();
    }
}
