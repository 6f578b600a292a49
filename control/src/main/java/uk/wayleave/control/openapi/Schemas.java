package uk.wayleave.control.openapi;

import com.fasterxml.classmate.ResolvedType;
import com.github.victools.jsonschema.generator.CustomDefinition;
import com.github.victools.jsonschema.generator.FieldScope;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaBuilder;
import com.github.victools.jsonschema.generator.SchemaGenerationContext;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import java.lang.reflect.Type;
import java.net.URI;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import uk.wayleave.control.http.Meaning;
import uk.wayleave.control.http.WireNames;
import uk.wayleave.framework.AgreementId;
import uk.wayleave.framework.ContentHash;
import uk.wayleave.framework.ControllerId;
import uk.wayleave.framework.InstructionId;
import uk.wayleave.framework.IntegratorId;
import uk.wayleave.framework.OperationId;
import uk.wayleave.framework.PersonId;
import uk.wayleave.framework.ProductId;
import uk.wayleave.framework.SwaCode;
import uk.wayleave.register.AccountId;
import uk.wayleave.register.credential.CredentialId;
import uk.wayleave.register.instruction.ObjectionId;
import uk.wayleave.register.party.ContractId;
import uk.wayleave.register.request.RequestId;
import uk.wayleave.register.scan.TextScanId;
import uk.wayleave.register.scan.TextScanRunId;
import uk.wayleave.register.trust.TrustedIssuerId;

/** JSON Schemas of the records that go in and out, as {@link uk.wayleave.control.http.Json} reads and writes them. */
final class Schemas {
    private static final Pattern HUMP = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");

    /** Values written as text: their format, or their pattern. */
    private static final Map<Class<?>, String> FORMATS = Map.of(
            Instant.class, "date-time",
            URI.class, "uri",
            UUID.class, "uuid",
            ControllerId.class, "uuid",
            IntegratorId.class, "uuid",
            ProductId.class, "uuid",
            PersonId.class, "uuid",
            AgreementId.class, "uuid",
            InstructionId.class, "uuid");

    private static final Map<Class<?>, String> MORE_FORMATS = Map.of(
            CredentialId.class, "uuid",
            AccountId.class, "uuid",
            ContractId.class, "uuid",
            RequestId.class, "uuid",
            ObjectionId.class, "uuid",
            TrustedIssuerId.class, "uuid",
            TextScanId.class, "uuid",
            TextScanRunId.class, "uuid");

    private static final Map<Class<?>, String> PATTERNS = Map.of(
            OperationId.class, "^[a-z]{2,20}\\.[A-Z][A-Za-z0-9]{1,80}$",
            ContentHash.class, "^[0-9a-f]{64}$",
            SwaCode.class, "^[0-9]{1,4}$");

    private final SchemaBuilder builder;

    Schemas(JsonMapper mapper) {
        var config = new SchemaGeneratorConfigBuilder(mapper, SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON)
                .with(Option.DEFINITIONS_FOR_ALL_OBJECTS, Option.FORBIDDEN_ADDITIONAL_PROPERTIES_BY_DEFAULT)
                .without(Option.SCHEMA_VERSION_INDICATOR);
        config.forFields()
                .withPropertyNameOverrideResolver(field -> snakeCase(field.getDeclaredName()))
                .withRequiredCheck(field -> !isOptional(field))
                .withDescriptionResolver(
                        field -> meaning(field).map(Meaning::value).orElse(null))
                .withStringPatternResolver(Schemas::pattern)
                .withTargetTypeOverridesResolver(Schemas::withoutOptional);
        config.forTypesInGeneral()
                .withCustomDefinitionProvider(Schemas::written)
                .withDefinitionNamingStrategy(
                        (key, context) -> key.getType().getErasedType().getSimpleName());
        this.builder = new SchemaGenerator(config.build()).buildMultipleSchemaDefinitions();
    }

    JsonNode of(Type type) {
        return builder.createSchemaReference(type);
    }

    /** Of everything {@link #of} has been asked for. */
    ObjectNode definitions() {
        return builder.collectDefinitions("components/schemas");
    }

    private static @Nullable CustomDefinition written(ResolvedType type, SchemaGenerationContext context) {
        Class<?> raw = type.getErasedType();
        ObjectNode schema = context.getGeneratorConfig().createObjectNode();
        if (JsonNode.class.isAssignableFrom(raw))
            return inline(schema.put("type", "object").put("additionalProperties", true));
        if (raw.isEnum()) {
            var names = schema.put("type", "string").putArray("enum");
            for (Object constant : raw.getEnumConstants()) names.add(WireNames.of((Enum<?>) constant));
            return inline(schema);
        }
        String format = FORMATS.containsKey(raw) ? FORMATS.get(raw) : MORE_FORMATS.get(raw);
        if (format != null) return inline(schema.put("type", "string").put("format", format));
        String pattern = PATTERNS.get(raw);
        if (pattern != null) return inline(schema.put("type", "string").put("pattern", pattern));
        return null;
    }

    private static CustomDefinition inline(ObjectNode schema) {
        return new CustomDefinition(
                schema, CustomDefinition.DefinitionType.INLINE, CustomDefinition.AttributeInclusion.YES);
    }

    private static String snakeCase(String name) {
        return HUMP.matcher(name).replaceAll("_").toLowerCase(Locale.ROOT);
    }

    private static boolean isOptional(FieldScope field) {
        return field.getDeclaredType().getErasedType() == Optional.class;
    }

    private static java.util.@Nullable List<ResolvedType> withoutOptional(FieldScope field) {
        return isOptional(field) && !field.isFakeContainerItemScope()
                ? field.getDeclaredType().getTypeParameters()
                : null;
    }

    private static @Nullable String pattern(FieldScope field) {
        return meaning(field)
                .map(Meaning::pattern)
                .filter(pattern -> !pattern.isEmpty())
                .map(pattern -> "^" + pattern + "$")
                .orElse(null);
    }

    private static Optional<Meaning> meaning(FieldScope field) {
        return Optional.ofNullable(field.getAnnotationConsideringFieldAndGetter(Meaning.class));
    }
}
