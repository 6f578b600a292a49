-- The schema, and who may reach into it at all. The roles are made before any migration runs (DatabaseRoles);
-- their names, and the database's, arrive as quoted identifiers. The schema, wayleave, has been made by Flyway, which
-- keeps its history in it.

-- Nobody has a right by being "public": neither to connect, nor to make temporary tables that could stand in
-- for ours, nor to run a function nobody granted.
REVOKE ALL ON DATABASE ${database} FROM PUBLIC;
REVOKE ALL ON SCHEMA public FROM PUBLIC;
REVOKE ALL ON SCHEMA wayleave FROM PUBLIC;
ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;

GRANT CONNECT ON DATABASE ${database} TO ${tenant}, ${resolver}, ${appender}, ${observer};
GRANT USAGE ON SCHEMA wayleave TO ${tenant}, ${resolver}, ${appender}, ${observer};
