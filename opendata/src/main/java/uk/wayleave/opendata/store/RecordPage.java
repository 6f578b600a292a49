package uk.wayleave.opendata.store;

import java.util.List;
import java.util.Optional;

/** Some records, and where the next ones begin if there may be any. */
public record RecordPage(List<OpenObject> records, Optional<Cursor> next) {}
