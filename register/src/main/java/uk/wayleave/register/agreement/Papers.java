package uk.wayleave.register.agreement;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.RowMapper;
import uk.wayleave.framework.AgreementId;
import uk.wayleave.framework.ContentHash;
import uk.wayleave.framework.ControllerId;
import uk.wayleave.register.Actor;
import uk.wayleave.register.Authority;
import uk.wayleave.register.Body;
import uk.wayleave.register.Outcome;
import uk.wayleave.register.scope.Refusal;
import uk.wayleave.register.scope.Rows;
import uk.wayleave.register.scope.Scopes;
import uk.wayleave.register.vault.MasterKey;
import uk.wayleave.register.vault.Sealed;

/** Contracts on paper, kept sealed: in the database nobody can read them, nor put one in another's place. */
public final class Papers {
    /** 10 MB. */
    public static final int LONGEST = 10 * 1024 * 1024;

    private static final String KIND = "agreement document";
    private static final byte[] PDF = "%PDF-".getBytes(StandardCharsets.US_ASCII);
    private static final RowMapper<Paper> PAPER = (row, number) -> new Paper(
            new ContentHash(row.getString("hash")),
            row.getString("name"),
            row.getInt("size"),
            Rows.instant(row, "kept"));

    private final Scopes scopes;
    private final Sealed sealed;

    public Papers(Scopes scopes, MasterKey key) {
        this.scopes = scopes;
        this.sealed = new Sealed(key);
    }

    /**
     * Keeps a contract of an agreement, or of a draft of one. Kept twice, it is there once.
     *
     * @param pdf at most {@link #LONGEST} bytes
     */
    public Outcome<Paper> keep(ControllerId controller, AgreementId agreement, String name, byte[] pdf, Actor actor) {
        return scopes.change(new Body.OfController(controller), actor, change -> {
            change.requireOneAuthority(Authority.ADMINISTER, Authority.SIGN);
            String label = change.requireLabel("The file's name", name);
            requirePdf(pdf);
            boolean known = change.sql()
                    .sql("""
                            select exists (select from wayleave.agreement where id = :id)
                                or exists (select from wayleave.agreement_draft where agreement = :id)""")
                    .param("id", agreement.value())
                    .query(Boolean.class)
                    .single();
            if (!known) throw Refusal.because("The Controller has no such agreement.", "Name one it has.");
            ContentHash hash = AgreementDocument.hash(pdf);
            UUID id = UUID.randomUUID();
            int kept = change.sql()
                    .sql("""
                            insert into wayleave.agreement_document
                                (id, controller, agreement, hash, name, size, sealed, kept)
                            values (:id, :controller, :agreement, :hash, :name, :size, :sealed, :at)
                            on conflict (agreement, hash) do nothing""")
                    .param("id", id)
                    .param("controller", controller.value())
                    .param("agreement", agreement.value())
                    .param("hash", hash.hex())
                    .param("name", label)
                    .param("size", pdf.length)
                    .param("sealed", sealed.close(pdf, KIND, controller, id))
                    .param("at", change.timestamp())
                    .update();
            if (kept > 0)
                change.record(
                        "agreement.document-kept", Map.of("agreement", agreement.toString(), "document", hash.hex()));
            return new Paper(hash, label, pdf.length, change.at());
        });
    }

    /** Those of one agreement, the latest first. */
    public List<Paper> of(ControllerId controller, AgreementId agreement) {
        return scopes.in(
                controller,
                sql -> sql.sql("""
                                select hash, name, size, kept from wayleave.agreement_document
                                where agreement = :agreement order by kept desc, id""")
                        .param("agreement", agreement.value())
                        .query(PAPER)
                        .list());
    }

    /** The bytes as they were given; empty where there are none, or what is kept was changed. */
    public Optional<byte[]> open(ControllerId controller, AgreementId agreement, ContentHash hash) {
        record Kept(UUID id, byte[] bytes) {}
        return scopes.in(
                        controller,
                        sql -> sql.sql("""
                                        select id, sealed from wayleave.agreement_document
                                        where agreement = :agreement and hash = :hash""")
                                .param("agreement", agreement.value())
                                .param("hash", hash.hex())
                                .query((row, number) ->
                                        new Kept(row.getObject("id", UUID.class), row.getBytes("sealed")))
                                .optional())
                .flatMap(kept -> sealed.open(kept.bytes(), KIND, controller, kept.id()))
                .filter(bytes -> AgreementDocument.hash(bytes).equals(hash));
    }

    private static void requirePdf(byte[] pdf) {
        boolean begins = pdf.length > PDF.length;
        for (int i = 0; begins && i < PDF.length; i++) begins = pdf[i] == PDF[i];
        if (!begins)
            throw Refusal.because("The file is not a PDF.", "Save the signed contract as a PDF and choose that.");
        if (pdf.length > LONGEST)
            throw Refusal.because("The file is larger than 10 MB.", "Save it smaller and choose that.");
    }
}
