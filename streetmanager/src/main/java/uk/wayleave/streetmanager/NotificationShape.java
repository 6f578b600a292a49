package uk.wayleave.streetmanager;

/**
 * What an API notification may hold, so far as it is known: which event happened when, on which record of which works,
 * and the SWA codes of the two sides. What the record says now is left to whoever asks for it.
 *
 * <p>DfT's page on API notifications (manage-roadworks documentation, "API Notifications Overview") says that each tells
 * "what event occurred" on a works record and that new types of object and event will come. Its schema was not at hand;
 * the members are those of the open events' envelope and of a row of {@code GET /works/updates}.
 */
public final class NotificationShape {
    private NotificationShape() {}

    /**
     * Reads it from the catalogue's files.
     *
     * @throws IllegalStateException if they are damaged
     */
    public static Shape.ObjectShape load() {
        return CatalogueFiles.notification();
    }
}
