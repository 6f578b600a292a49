package uk.wayleave.framework.field;

import java.util.EnumMap;
import java.util.Map;
import uk.wayleave.framework.Purpose;

/** One version of the profiles: one for each purpose that serves the Controller. */
public final class FieldProfiles {
    private final int version;
    private final Map<Purpose, FieldProfile> profiles;

    /** @throws IllegalArgumentException if a purpose that serves the Controller has none, or one is of another version */
    public FieldProfiles(int version, Map<Purpose, FieldProfile> profiles) {
        this.version = version;
        this.profiles = new EnumMap<>(Purpose.class);
        this.profiles.putAll(profiles);
        for (Purpose purpose : Purpose.values()) {
            FieldProfile profile = this.profiles.get(purpose);
            if (purpose.servesTheController() && profile == null) {
                throw new IllegalArgumentException("The purpose " + purpose.wireName() + " has no field profile.");
            }
            if (profile != null && (profile.version() != version || profile.purpose() != purpose)) {
                throw new IllegalArgumentException("A field profile is of another version or purpose than stated.");
            }
        }
    }

    /** Those of a program that was given none: nothing personal, no files, no money, of others what is open. */
    public static FieldProfiles strictest() {
        Map<Purpose, FieldProfile> profiles = new EnumMap<>(Purpose.class);
        for (Purpose purpose : Purpose.values()) {
            profiles.put(purpose, FieldProfile.strictest(purpose));
        }
        return new FieldProfiles(0, profiles);
    }

    public int version() {
        return version;
    }

    public FieldProfile of(Purpose purpose) {
        FieldProfile profile = profiles.get(purpose);
        return profile == null ? FieldProfile.strictest(purpose) : profile;
    }
}
