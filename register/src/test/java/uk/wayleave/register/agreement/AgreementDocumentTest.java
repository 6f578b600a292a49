package uk.wayleave.register.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import uk.wayleave.framework.AgreementId;
import uk.wayleave.framework.Audience;
import uk.wayleave.framework.Basis;
import uk.wayleave.framework.ClauseId;
import uk.wayleave.framework.ContentHash;
import uk.wayleave.framework.ControllerId;
import uk.wayleave.framework.Destination;
import uk.wayleave.framework.Effect;
import uk.wayleave.framework.IntegratorId;
import uk.wayleave.framework.OperationId;
import uk.wayleave.framework.ProductId;
import uk.wayleave.framework.ProofLevel;
import uk.wayleave.framework.Purpose;
import uk.wayleave.framework.Scope;
import uk.wayleave.framework.SwaCode;
import uk.wayleave.framework.Tier;
import uk.wayleave.framework.field.DataClass;
import uk.wayleave.framework.field.FieldGrants;
import uk.wayleave.framework.text.FreeTextPolicy;
import uk.wayleave.framework.text.TextTreatment;

class AgreementDocumentTest {
    private static final AgreementId AGREEMENT = AgreementId.of("00000000-0000-0000-0000-000000000001");
    private static final ControllerId CONTROLLER = ControllerId.of("00000000-0000-0000-0000-000000000002");
    private static final IntegratorId INTEGRATOR = IntegratorId.of("00000000-0000-0000-0000-000000000003");
    private static final ProductId PRODUCT = ProductId.of("00000000-0000-0000-0000-000000000004");

    @Test
    void writesTheOneCanonicalForm() {
        assertThat(new String(bytes(content(Scope.all())), StandardCharsets.UTF_8))
                .isEqualTo("{\"agreement\":\"00000000-0000-0000-0000-000000000001\",\"apiVersions\":[\"v3\",\"v6\"],"
                        + "\"attested\":[\"A5c\",\"B3\"],\"basis\":\"RESTRICTED_USE\","
                        + "\"closedOfOthers\":true,\"controller\":\"00000000-0000-0000-0000-000000000002\","
                        + "\"destinations\":{\"00000000-0000-0000-0000-000000000004\":[{"
                        + "\"audience\":\"CONTROLLER_STAFF\",\"hostingCountry\":\"GB\","
                        + "\"system\":\"Tŷ \\\"desk\\\"/1\"}]},"
                        + "\"document\":\"" + "cd".repeat(32) + "\",\"fields\":[\"EMAIL\",\"PERSON_NAME\"],"
                        + "\"format\":4,\"freeText\":{\"fields\":{\"activity_name\":\"WARN\",\"comment\":\"ALLOW\"},"
                        + "\"otherwise\":\"REFUSE\",\"override\":true},"
                        + "\"from\":\"2026-01-01T00:00:00Z\","
                        + "\"integrator\":\"00000000-0000-0000-0000-000000000003\",\"longestSide\":10000,"
                        + "\"operations\":[\"work.CreateWork\",\"work.GetWork\"],"
                        + "\"particulars\":{\"controller\":{\"icoRegistration\":\"ZA123456\","
                        + "\"name\":\"Dŵr Cymru\",\"swaCodes\":[\"0010\",\"9101\"]},\"dpia\":\"DPIA-7\","
                        + "\"fallback\":\"The integrator is no processor.\","
                        + "\"integrator\":{\"icoRegistration\":\"\",\"name\":\"\",\"swaCodes\":[]},"
                        + "\"purposes\":\"To know.\",\"review\":\"2026-06-01\","
                        + "\"terms\":{\"NO_AUTONOMY\":\"clause 2\",\"NO_OTHER_USE\":\"clause 1\"}},"
                        + "\"proof\":{\"WRITE\":\"L2\"},"
                        + "\"purposes\":[\"inspect-works\",\"own-reporting\"],\"retentionDays\":7,"
                        + "\"subProcessors\":[{\"country\":\"IE\",\"name\":\"Cumulus\"}],\"tier\":\"T1\","
                        + "\"until\":\"2027-01-01T00:00:00Z\",\"version\":3,\"workstreams\":\"all\"}");
    }

    @Test
    void readsBackWhatItWrote() {
        var content = content(Scope.only(Set.of("001", "002")));
        assertThat(AgreementDocument.content(bytes(content))).isEqualTo(content);
        assertThat(AgreementDocument.content(bytes(content(Scope.all())))).isEqualTo(content(Scope.all()));
    }

    /** As this program wrote it before format 2, and as agreements of that time are kept. */
    private static final String FORMAT_1 = "{\"agreement\":\"00000000-0000-0000-0000-000000000001\","
            + "\"apiVersions\":[\"v3\",\"v6\"],\"attested\":[\"A5c\",\"B3\"],\"basis\":\"RESTRICTED_USE\","
            + "\"controller\":\"00000000-0000-0000-0000-000000000002\","
            + "\"destinations\":{\"00000000-0000-0000-0000-000000000004\":[{\"audience\":\"CONTROLLER_STAFF\","
            + "\"hostingCountry\":\"GB\",\"system\":\"Tŷ \\\"desk\\\"/1\"}]},"
            + "\"document\":\"" + "cd".repeat(32) + "\",\"format\":1,\"from\":\"2026-01-01T00:00:00Z\","
            + "\"integrator\":\"00000000-0000-0000-0000-000000000003\","
            + "\"operations\":[\"work.CreateWork\",\"work.GetWork\"],\"proof\":{\"WRITE\":\"L2\"},"
            + "\"purposes\":[\"inspect-works\",\"own-reporting\"],\"retentionDays\":7,"
            + "\"subProcessors\":[{\"country\":\"IE\",\"name\":\"Cumulus\"}],\"tier\":\"T1\","
            + "\"until\":\"2027-01-01T00:00:00Z\",\"version\":3,\"workstreams\":\"all\"}";

    @Test
    void readsWhatWasSignedInFormat1AsOpeningNoFieldAndAreasOfTheUsualSize() {
        byte[] signed = FORMAT_1.getBytes(StandardCharsets.UTF_8);

        assertThat(AgreementDocument.content(signed))
                .isEqualTo(content(Scope.all())
                        .with(FieldGrants.none())
                        .with(FreeTextPolicy.strictest())
                        .with(Particulars.none()));
        assertThat(AgreementDocument.hash(signed).hex())
                .isEqualTo("e1ed5082e0d9efbebcfe768ebea061ad8af0f6db237d491d42bc116d57d92683");
    }

    /** As this program wrote it before format 3. */
    private static final String FORMAT_2 = FORMAT_1.replace(
                    "\"format\":1,", "\"fields\":[\"EMAIL\",\"PERSON_NAME\"],\"format\":2,")
            .replace("\"controller\"", "\"closedOfOthers\":true,\"controller\"")
            .replace(",\"operations\"", ",\"longestSide\":10000,\"operations\"");

    @Test
    void readsWhatWasSignedInFormat2AsRefusingPersonalDataInEveryFreeText() {
        assertThat(AgreementDocument.content(FORMAT_2.getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(content(Scope.all()).with(FreeTextPolicy.strictest()).with(Particulars.none()));
    }

    /** As this program wrote it before format 4. */
    private static final String FORMAT_3 = FORMAT_2.replace(
            "\"format\":2,",
            "\"format\":3,\"freeText\":{\"fields\":{\"activity_name\":\"WARN\",\"comment\":\"ALLOW\"},"
                    + "\"otherwise\":\"REFUSE\",\"override\":true},");

    @Test
    void readsWhatWasSignedInFormat3AsLackingTheParticulars() {
        AgreementContent signed = AgreementDocument.content(FORMAT_3.getBytes(StandardCharsets.UTF_8));

        assertThat(signed).isEqualTo(content(Scope.all()).with(Particulars.none()));
        assertThat(Gaps.of(signed, 2)).extracting(Gap::part).contains(Part.PARTIES, Part.BASIS, Part.DATES);
        assertThat(AgreementDocument.hash(FORMAT_3.getBytes(StandardCharsets.UTF_8))
                        .hex())
                .isEqualTo("b372fb436a30d4e1da7ef46eb7fe532a894ba5abf2d7e0e84a780f8682e32f1e");
    }

    @Test
    void hashesDifferentlyForOtherParticulars() {
        var content = content(Scope.all());
        Particulars other = new Particulars(
                content.particulars().controller(),
                content.particulars().integrator(),
                content.particulars().terms(),
                content.particulars().fallback(),
                content.particulars().purposes(),
                "DPIA-8",
                content.particulars().review());

        assertThat(AgreementDocument.hash(bytes(content.with(other))))
                .isNotEqualTo(AgreementDocument.hash(bytes(content)));
    }

    @Test
    void hashesDifferentlyForAnotherPolicyForFreeText() {
        var content = content(Scope.all());
        ContentHash hash = AgreementDocument.hash(bytes(content));
        FreeTextPolicy policy = content.freeText();

        assertThat(List.of(
                        new FreeTextPolicy(TextTreatment.WARN, policy.fields(), true),
                        new FreeTextPolicy(policy.otherwise(), Map.of(), true),
                        new FreeTextPolicy(policy.otherwise(), policy.fields(), false)))
                .allSatisfy(other -> assertThat(AgreementDocument.hash(bytes(content.with(other))))
                        .isNotEqualTo(hash));
    }

    @Test
    void hashesDifferentlyForOtherFields() {
        var content = content(Scope.all());
        ContentHash hash = AgreementDocument.hash(bytes(content));

        assertThat(AgreementDocument.hash(bytes(content.with(FieldGrants.none()))))
                .isNotEqualTo(hash);
        assertThat(AgreementDocument.hash(
                        bytes(content.with(new FieldGrants(content.fields().classes(), false)))))
                .isNotEqualTo(hash);
    }

    @Test
    void hashesDifferentlyForAnotherVersionOrParty() {
        var content = content(Scope.all());
        ContentHash hash = AgreementDocument.hash(bytes(content));
        var otherVersion = AgreementDocument.bytes(AGREEMENT, 4, CONTROLLER, INTEGRATOR, content);
        var otherController =
                AgreementDocument.bytes(AGREEMENT, 3, new ControllerId(PRODUCT.value()), INTEGRATOR, content);
        assertThat(AgreementDocument.hash(otherVersion)).isNotEqualTo(hash);
        assertThat(AgreementDocument.hash(otherController)).isNotEqualTo(hash);
    }

    private static byte[] bytes(AgreementContent content) {
        return AgreementDocument.bytes(AGREEMENT, 3, CONTROLLER, INTEGRATOR, content);
    }

    private static AgreementContent content(Scope<String> workstreams) {
        return new AgreementContent(
                        Basis.RESTRICTED_USE,
                        new ContentHash("cd".repeat(32)),
                        EnumSet.of(ClauseId.B3, ClauseId.A5C),
                        EnumSet.of(Purpose.OWN_REPORTING, Purpose.INSPECT_WORKS),
                        new LinkedHashSet<>(List.of("v6", "v3")),
                        Set.of(new OperationId("work.GetWork"), new OperationId("work.CreateWork")),
                        Tier.T1,
                        workstreams,
                        Map.of(PRODUCT, List.of(new Destination("Tŷ \"desk\"/1", "GB", Audience.CONTROLLER_STAFF))),
                        List.of(new SubProcessor("Cumulus", "IE")),
                        7,
                        Map.of(Effect.WRITE, ProofLevel.L2),
                        Instant.parse("2026-01-01T00:00:00Z"),
                        Instant.parse("2027-01-01T00:00:00Z"))
                .with(new FieldGrants(Set.of(DataClass.PERSON_NAME, DataClass.EMAIL), true))
                .with(new FreeTextPolicy(
                        TextTreatment.REFUSE,
                        Map.of("comment", TextTreatment.ALLOW, "activity_name", TextTreatment.WARN),
                        true))
                .with(new Particulars(
                        new LegalBody("Dŵr Cymru", Set.of(new SwaCode("9101"), new SwaCode("10")), "ZA123456"),
                        LegalBody.unnamed(),
                        Map.of(ContractTerm.NO_OTHER_USE, "clause 1", ContractTerm.NO_AUTONOMY, "clause 2"),
                        "The integrator is no processor.",
                        "To know.",
                        "DPIA-7",
                        Optional.of(LocalDate.parse("2026-06-01"))));
    }
}
