package uk.wayleave.register.vault;

import uk.wayleave.register.scope.Scopes;

/** Tells at the start, and not at the first login, that the master key is another than the database was set up with. */
public final class MasterKeyCheck {
    private final Scopes scopes;

    public MasterKeyCheck(Scopes scopes) {
        this.scopes = scopes;
    }

    /** Whether the key is the database's; the first key asked about becomes it. */
    public boolean agrees(MasterKey key) {
        return scopes.asResolver(sql -> sql.sql("select wayleave.master_key_agrees(:version, :value)")
                .param("version", MasterKey.VERSION)
                .param("value", key.checkValue())
                .query(Boolean.class)
                .single());
    }
}
