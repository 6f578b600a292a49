package uk.wayleave.opendata.store;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Map;

/** What the filters and times of a question say in SQL, of a state that is called {@code s}. */
record Conditions(RecordQuery query) {
    String sql() {
        StringBuilder sql = new StringBuilder();
        query.filters()
                .keySet()
                .forEach(filter -> sql.append(" and s.").append(filter.column()).append(" = ?"));
        query.from().ifPresent(_ -> sql.append(" and coalesce(s.ends, s.starts) >= ?"));
        query.to().ifPresent(_ -> sql.append(" and s.starts <= ?"));
        return sql.toString();
    }

    /** Answers the place of the parameter after these. */
    int set(PreparedStatement statement, int from) throws SQLException {
        int next = from;
        for (Map.Entry<Filter, String> filter : query.filters().entrySet()) {
            statement.setString(next++, filter.getValue());
        }
        if (query.from().isPresent()) {
            statement.setObject(next++, Records.at(query.from().get()));
        }
        if (query.to().isPresent()) {
            statement.setObject(next++, Records.at(query.to().get()));
        }
        return next;
    }
}
