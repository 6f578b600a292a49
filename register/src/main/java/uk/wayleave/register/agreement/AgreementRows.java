package uk.wayleave.register.agreement;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import uk.wayleave.framework.AgreementId;
import uk.wayleave.framework.AgreementState;
import uk.wayleave.framework.ContentHash;
import uk.wayleave.framework.ControllerId;
import uk.wayleave.framework.IntegratorId;
import uk.wayleave.framework.Party;
import uk.wayleave.framework.PersonId;
import uk.wayleave.register.scope.Rows;

/** Reads agreements with their versions and signatures. */
final class AgreementRows {
    private AgreementRows() {}

    private record SignatureRow(UUID agreement, int version, Signature signature) {}

    private record AttestationRow(UUID agreement, int version, Attestation attestation) {}

    private record VersionRow(UUID agreement, AgreementVersion version) {}

    /** All that the transaction sees, or the one. */
    static List<RegisteredAgreement> read(JdbcClient sql, Optional<AgreementId> one) {
        var id = one.map(AgreementId::value).orElse(null);
        List<SignatureRow> signatures = sql.sql("""
                        select agreement, version, content_hash, side,
                               coalesce(controller_person, integrator_person) as person, signer_name, at
                        from wayleave.agreement_signature
                        where agreement = coalesce(cast(:id as uuid), agreement) order by at, side""")
                .param("id", id)
                .query((row, number) -> new SignatureRow(
                        row.getObject("agreement", UUID.class),
                        row.getInt("version"),
                        new Signature(
                                Party.valueOf(row.getString("side")),
                                new PersonId(row.getObject("person", UUID.class)),
                                row.getString("signer_name"),
                                new ContentHash(row.getString("content_hash")),
                                Rows.instant(row, "at"))))
                .list();
        List<AttestationRow> attestations = attestations(sql, id);
        Map<UUID, List<VersionRow>> versions = sql
                .sql("""
                        select agreement, version, content, content_hash, created from wayleave.agreement_version
                        where agreement = coalesce(cast(:id as uuid), agreement) order by version""")
                .param("id", id)
                .query((row, number) -> {
                    UUID agreement = row.getObject("agreement", UUID.class);
                    int version = row.getInt("version");
                    return new VersionRow(
                            agreement,
                            new AgreementVersion(
                                    version,
                                    new ContentHash(row.getString("content_hash")),
                                    AgreementDocument.content(row.getBytes("content")),
                                    of(signatures, agreement, version),
                                    attestationsOf(attestations, agreement, version),
                                    Rows.instant(row, "created")));
                })
                .list()
                .stream()
                .collect(Collectors.groupingBy(VersionRow::agreement));
        return sql.sql("""
                        select id, controller, integrator, state, version, changed from wayleave.agreement
                        where id = coalesce(cast(:id as uuid), id) order by created, id""")
                .param("id", id)
                .query((row, number) -> {
                    UUID agreement = row.getObject("id", UUID.class);
                    return new RegisteredAgreement(
                            new AgreementId(agreement),
                            new ControllerId(row.getObject("controller", UUID.class)),
                            new IntegratorId(row.getObject("integrator", UUID.class)),
                            AgreementState.valueOf(row.getString("state")),
                            row.getInt("version"),
                            versions.getOrDefault(agreement, List.of()).stream()
                                    .map(VersionRow::version)
                                    .toList(),
                            Rows.instant(row, "changed"));
                })
                .list();
    }

    private static List<AttestationRow> attestations(JdbcClient sql, @Nullable UUID id) {
        return sql.sql("""
                        select agreement, version, clause, side,
                               coalesce(controller_person, integrator_person) as person, attester_name, at
                        from wayleave.agreement_attestation
                        where agreement = coalesce(cast(:id as uuid), agreement) order by clause, side""")
                .param("id", id)
                .query((row, number) -> new AttestationRow(
                        row.getObject("agreement", UUID.class),
                        row.getInt("version"),
                        new Attestation(
                                AgreementDocument.clause(row.getString("clause")),
                                Party.valueOf(row.getString("side")),
                                new PersonId(row.getObject("person", UUID.class)),
                                row.getString("attester_name"),
                                Rows.instant(row, "at"))))
                .list();
    }

    private static List<Attestation> attestationsOf(List<AttestationRow> rows, UUID agreement, int version) {
        return rows.stream()
                .filter(one -> one.agreement.equals(agreement) && one.version == version)
                .map(AttestationRow::attestation)
                .toList();
    }

    private static List<Signature> of(List<SignatureRow> signatures, UUID agreement, int version) {
        return signatures.stream()
                .filter(one -> one.agreement.equals(agreement) && one.version == version)
                .map(SignatureRow::signature)
                .toList();
    }
}
