package uk.wayleave.register.postgres;

class DatabaseOnEmbeddedPostgresTest extends DatabaseContract {
    @Override
    DatabaseAddress newDatabase() {
        return TemporaryPostgres.newDatabase();
    }
}
