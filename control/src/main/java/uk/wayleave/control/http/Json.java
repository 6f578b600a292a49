package uk.wayleave.control.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.UUID;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.cfg.MutableCoercionConfig;
import tools.jackson.databind.deser.std.StdScalarDeserializer;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.introspect.AnnotationIntrospectorPair;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.ToStringSerializer;
import tools.jackson.databind.type.LogicalType;
import uk.wayleave.control.http.Problem.FieldError;
import uk.wayleave.control.http.Problem.Status;
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

/** JSON in and out, strictly: what is not understood is refused, with the member that was at fault. */
public final class Json {
    private static final int DEEPEST = 20;

    private final JsonMapper mapper;

    public Json() {
        var factory = JsonFactory.builder()
                .streamReadConstraints(
                        StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
                .build();
        this.mapper = JsonMapper.builder(factory)
                .annotationIntrospector(
                        new AnnotationIntrospectorPair(new WireNames(), new JacksonAnnotationIntrospector()))
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .enable(
                        DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                        DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES,
                        DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
                        DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .withCoercionConfig(LogicalType.Textual, Json::refuseWhatIsNotText)
                .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .changeDefaultPropertyInclusion(
                        inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_ABSENT))
                .addModule(identities())
                .build();
    }

    public JsonMapper mapper() {
        return mapper;
    }

    public byte[] write(Object value) {
        return mapper.writeValueAsBytes(value);
    }

    /** @throws Refused if it is not JSON, or not of this type */
    public <T> T read(byte[] body, Class<T> type) {
        if (body.length == 0)
            throw notUnderstood(new FieldError("", "The request has no body.", "Send a JSON object."));
        try {
            return mapper.readValue(body, type);
        } catch (StreamReadException e) {
            throw notJson(e);
        } catch (DatabindException e) {
            throw notUnderstood(explained(e));
        }
    }

    private static Refused notJson(StreamReadException e) {
        // The parser's own message quotes the body; where it is says enough.
        String where = "line " + e.getLocation().getLineNr() + ", column "
                + e.getLocation().getColumnNr();
        return Refused.because(Problem.of(
                Status.BAD_REQUEST,
                "not-json",
                "The body is not JSON as RFC 8259 has it, at " + where + ".",
                "Send UTF-8 JSON with each member once and no more than " + DEEPEST + " levels."));
    }

    private static Refused notUnderstood(FieldError error) {
        return Refused.because(Problem.of(
                Status.BAD_REQUEST,
                "body-not-understood",
                (error.pointer().isEmpty() ? "The body" : error.pointer()) + ": " + error.detail(),
                error));
    }

    private static FieldError explained(DatabindException e) {
        String pointer = pointer(e);
        return switch (e) {
            case UnrecognizedPropertyException unknown ->
                new FieldError(
                        pointer,
                        "There is no such member.",
                        "Leave it out, or use one of: "
                                + String.join(
                                        ", ",
                                        unknown.getKnownPropertyIds() == null
                                                ? java.util.List.of()
                                                : unknown.getKnownPropertyIds().stream()
                                                        .map(Object::toString)
                                                        .sorted()
                                                        .toList())
                                + ".");
            case InvalidFormatException wrong ->
                new FieldError(pointer, "The value is not one this member can have.", wanted(wrong));
            case MismatchedInputException mismatched -> mismatched(pointer, mismatched);
            default ->
                new FieldError(
                        pointer, "The value is not one this member can have.", "Look it up in /api/openapi.json.");
        };
    }

    private static FieldError mismatched(String pointer, MismatchedInputException e) {
        if (String.valueOf(e.getOriginalMessage()).startsWith("Null value for creator property"))
            return new FieldError(pointer, "The member is missing, or null.", "Add it; it is required.");
        return new FieldError(pointer, "The value is of another JSON type.", wanted(e));
    }

    private static String wanted(MismatchedInputException e) {
        Class<?> type = e.getTargetType();
        if (type == null) return "Look it up in /api/openapi.json.";
        if (type.isEnum()) {
            var names = new java.util.ArrayList<String>();
            for (Object constant : type.getEnumConstants()) names.add(WireNames.of((Enum<?>) constant));
            return "Use one of: " + String.join(", ", names) + ".";
        }
        if (type == java.time.Instant.class)
            return "Use an instant in UTC as RFC 3339 has it, for instance 2026-01-31T09:00:00Z.";
        if (type == OperationId.class) return "Use an operation's id, for instance work.CreateWork.";
        if (type == ContentHash.class) return "Use 64 lower-case hexadecimal digits.";
        if (type == SwaCode.class) return "Use four digits in quotes, for instance \"0010\".";
        if (type.getSimpleName().endsWith("Id")) return "Use the id of one that exists: a UUID in quotes.";
        return "Look it up in /api/openapi.json.";
    }

    private static String pointer(JacksonException e) {
        var pointer = new StringBuilder();
        for (var reference : e.getPath()) {
            String name = reference.getPropertyName();
            pointer.append('/')
                    .append(
                            name == null
                                    ? reference.getIndex()
                                    : name.replace("~", "~0").replace("/", "~1"));
        }
        return pointer.toString();
    }

    private static void refuseWhatIsNotText(MutableCoercionConfig config) {
        config.setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.Float, CoercionAction.Fail);
    }

    private static SimpleModule identities() {
        var module = new SimpleModule("identities");
        text(module, ControllerId.class, ControllerId::of);
        text(module, IntegratorId.class, IntegratorId::of);
        text(module, ProductId.class, ProductId::of);
        text(module, PersonId.class, PersonId::of);
        text(module, AgreementId.class, AgreementId::of);
        text(module, InstructionId.class, InstructionId::of);
        text(module, OperationId.class, OperationId::new);
        text(module, ContentHash.class, ContentHash::new);
        text(module, SwaCode.class, SwaCode::new);
        text(module, CredentialId.class, CredentialId::of);
        text(module, ContractId.class, ContractId::of);
        text(module, RequestId.class, RequestId::of);
        text(module, ObjectionId.class, ObjectionId::of);
        text(module, TrustedIssuerId.class, TrustedIssuerId::of);
        text(module, TextScanId.class, TextScanId::of);
        text(module, TextScanRunId.class, TextScanRunId::of);
        text(module, AccountId.class, text -> new AccountId(UUID.fromString(text)));
        return module;
    }

    private static <T> void text(SimpleModule module, Class<T> type, Function<String, T> reading) {
        module.addSerializer(type, new ToStringSerializer(type));
        module.addDeserializer(type, new TextDeserializer<>(type, reading));
    }

    /** A value that is written as text; whatever its reading throws is a value it cannot have. */
    private static final class TextDeserializer<T> extends StdScalarDeserializer<T> {
        private final Class<T> type;
        private final Function<String, T> reading;

        TextDeserializer(Class<T> type, Function<String, T> reading) {
            super(type);
            this.type = type;
            this.reading = reading;
        }

        @Override
        public T deserialize(JsonParser parser, DeserializationContext context) {
            if (parser.currentToken() != JsonToken.VALUE_STRING)
                throw MismatchedInputException.from(parser, type, "not a string");
            String text = parser.getString();
            try {
                return reading.apply(text);
            } catch (IllegalArgumentException e) {
                throw new InvalidFormatException(parser, "not of its form", text, type);
            }
        }
    }
}
