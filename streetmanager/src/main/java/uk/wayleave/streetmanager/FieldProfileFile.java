package uk.wayleave.streetmanager;

import java.io.IOException;
import java.io.InputStream;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import uk.wayleave.framework.Purpose;
import uk.wayleave.framework.field.DataClass;
import uk.wayleave.framework.field.FieldProfile;
import uk.wayleave.framework.field.FieldProfiles;
import uk.wayleave.framework.field.FieldRule;
import uk.wayleave.framework.field.Whose;

/** Reads the field profiles that come with the product; the file says at its top how it is to be read. */
public final class FieldProfileFile {
    private static final String NAME = "field-profiles.json";

    private FieldProfileFile() {}

    /** @throws IllegalStateException if the file is damaged, or leaves a purpose or a class of field out */
    public static FieldProfiles load() {
        try (InputStream in = FieldProfileFile.class.getResourceAsStream(NAME)) {
            if (in == null) {
                throw new IllegalStateException("The field profiles are missing: " + NAME);
            }
            return read(JsonMapper.shared().readTree(in));
        } catch (IOException | JacksonException | IllegalArgumentException damaged) {
            throw new IllegalStateException("The field profiles in " + NAME + " cannot be read.", damaged);
        }
    }

    /** @throws IllegalArgumentException if something is left out or not known */
    static FieldProfiles read(JsonNode file) {
        int version = file.required("version").intValue();
        Map<Purpose, FieldProfile> profiles = new EnumMap<>(Purpose.class);
        for (Map.Entry<String, JsonNode> entry : file.required("profiles").properties()) {
            Purpose purpose = Purpose.ofWireName(entry.getKey())
                    .orElseThrow(() -> new IllegalArgumentException("There is no purpose " + entry.getKey() + "."));
            profiles.put(purpose, new FieldProfile(version, purpose, rules(entry.getValue())));
        }
        return new FieldProfiles(version, profiles);
    }

    private static Map<Whose, Map<DataClass, FieldRule>> rules(JsonNode profile) {
        Map<Whose, Map<DataClass, FieldRule>> rules = new EnumMap<>(Whose.class);
        for (Map.Entry<String, JsonNode> row : profile.properties()) {
            DataClass of = DataClass.valueOf(constant(row.getKey()));
            for (Map.Entry<String, JsonNode> cell : row.getValue().properties()) {
                rules.computeIfAbsent(Whose.valueOf(constant(cell.getKey())), _ -> new EnumMap<>(DataClass.class))
                        .put(of, FieldRule.valueOf(constant(cell.getValue().stringValue())));
            }
        }
        return rules;
    }

    private static String constant(String name) {
        return name.toUpperCase(Locale.ROOT).replace('-', '_');
    }
}
