package uk.wayleave.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import uk.wayleave.evidence.Entry;
import uk.wayleave.evidence.EntryKind;
import uk.wayleave.evidence.Facts;

/** Files: sent, fetched, deleted; whose they are is what was seen, and what is in them leaves only where it is granted. */
class FilesTest {
    private static final String FILES = "/v6/work/files";
    private static final String NAME = "Plan of Example.pdf";

    private Proving proving;

    @BeforeEach
    void start() {
        proving = Proving.with(options -> options.withSettings(settings -> settings.withFiles(_ -> true)));
        proving.upstream.does((request, wire) -> {
            if (request.method().equals("POST")) {
                wire.json(201, "{\"file_id\":81,\"name\":\"plan.pdf\"}");
            } else if (request.method().equals("DELETE")) {
                wire.raw("HTTP/1.1 204 Gone\r\n\r\n");
            } else {
                wire.bytes(200, "application/pdf", SampleFiles.PDF);
            }
        });
    }

    @AfterEach
    void stop() {
        proving.close();
    }

    private Http.Answer upload() {
        return proving.world.http.form(
                "POST", FILES, proving.token, SampleForm.with(NAME, "application/pdf", SampleFiles.PDF));
    }

    private HttpResponse<byte[]> fetch(long file, String token) {
        return proving.world.http.bytes(FILES + "/" + file, token);
    }

    private Http.Answer get(long file, String token) {
        return proving.world.http.get(FILES + "/" + file, token);
    }

    private void assertUnknown(Http.Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(403);
        assertThat(answer.rules()).containsExactly("B4.reference-unknown");
        assertThat(answer.header("Wayleave-Upstream")).isEqualTo("not-sent");
    }

    @Test
    void aFileSentThroughTheGatewayCanBeFetchedAsItIs() {
        assertThat(upload().json().path("file_id").asLong()).isEqualTo(81);
        HttpResponse<byte[]> answer = fetch(81, proving.token);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(SampleFiles.PDF);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/pdf");
        assertThat(answer.headers().firstValue("Content-Disposition")).contains("attachment");
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    }

    @Test
    void aPictureGoesOutWithoutWhatItCarriesBesideThePicture() {
        byte[] picture = withComment(SampleFiles.JPEG);

        Http.Answer answer = upload("drive.jpg", "image/jpeg", picture);

        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        Entry intent = proving.entries(answer).getFirst();
        assertThat(Proving.text(intent, "file_metadata_removed")).isEqualTo("1");
        assertThat(Proving.count(intent, "file_bytes")).isEqualTo(SampleFiles.JPEG.length);
        assertThat(Proving.text(intent, "file_digest"))
                .isEqualTo(proving.world
                        .fingerprintKey(proving.world.water)
                        .of(SampleFiles.JPEG)
                        .value());
    }

    /** As cameras write it: after the beginning. */
    private static byte[] withComment(byte[] jpeg) {
        byte[] comment = "Jo Example, 51.5033 N".getBytes(StandardCharsets.US_ASCII);
        return java.nio.ByteBuffer.allocate(jpeg.length + comment.length + 4)
                .put(jpeg, 0, 2)
                .put(new byte[] {(byte) 0xff, (byte) 0xfe, 0, (byte) (comment.length + 2)})
                .put(comment)
                .put(jpeg, 2, jpeg.length - 2)
                .array();
    }

    private Http.Answer upload(String name, String type, byte[] content) {
        return proving.world.http.form("POST", FILES, proving.token, SampleForm.with(name, type, content));
    }

    @Test
    void whatAWordDocumentSaysOfPersonsIsRefusedAndItsPropertiesAreTakenOut() throws java.io.IOException {
        String type = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

        Http.Answer refused = upload("plan.docx", type, word("Spoke to Mr Haddow, will return"));
        assertThat(refused.status()).as(refused.body()).isEqualTo(403);
        assertThat(refused.rules()).containsExactly("B5.personal-data-in-free-text");
        assertThat(refused.json().at("/clauses/0/detail").asString())
                .startsWith("paragraph 1 of the file, characters 9 to 18");
        assertThat(refused.body()).doesNotContain("Haddow");
        assertThat(proving.upstream.calls()).isEmpty();

        Http.Answer taken = upload("plan.docx", type, word("Spoke to the resident, will return"));
        assertThat(taken.status()).as(taken.body()).isEqualTo(201);
        assertThat(Proving.text(proving.entries(taken).getFirst(), "file_metadata_removed"))
                .isEqualTo("2");
    }

    private static byte[] word(String text) throws java.io.IOException {
        var bytes = new java.io.ByteArrayOutputStream();
        try (var zip = new java.util.zip.ZipOutputStream(bytes)) {
            for (var part : List.of(
                    List.of("[Content_Types].xml", "<Types/>"),
                    List.of("docProps/core.xml", "<x>Jo Example</x>"),
                    List.of("word/document.xml", "<p><t>" + text + "</t></p>"))) {
                zip.putNextEntry(new java.util.zip.ZipEntry(part.getFirst()));
                zip.write(part.getLast().getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }

    @Test
    void aPictureThatEndsTooEarlyIsRefused() {
        byte[] cut = java.util.Arrays.copyOf(SampleFiles.PNG, SampleFiles.PNG.length - 5);

        Http.Answer answer = upload("drive.png", "image/png", cut);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().path("type").asString()).endsWith("file-unusable");
        assertThat(proving.upstream.calls()).isEmpty();
    }

    @Test
    void aPictureInWhichAPersonIsSeenIsRefusedWhereSomethingLooks() {
        proving.close();
        proving = Proving.with(options -> options.withSettings(
                settings -> settings.withPictures((type, picture) -> List.of("a face", "a number plate"))));

        Http.Answer answer = upload("drive.png", "image/png", SampleFiles.PNG);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().path("type").asString()).endsWith("person-in-picture");
        assertThat(answer.json().path("detail").asString()).contains("a face and a number plate");
        assertThat(proving.upstream.calls()).isEmpty();
    }

    @Test
    void theLedgerHasAKeyedDigestOfTheFileAndNotItsName() {
        Http.Answer answer = upload();
        List<Entry> entries = proving.entries(answer);
        Entry intent = entries.getFirst();

        assertThat(entries)
                .extracting(Entry::kind)
                .containsExactly(EntryKind.INTENT, EntryKind.OUTCOME, EntryKind.RELEASE);
        assertThat(Proving.text(intent, "file_digest"))
                .isEqualTo(proving.world
                        .fingerprintKey(proving.world.water)
                        .of(SampleFiles.PDF)
                        .value());
        assertThat(Proving.count(intent, "file_bytes")).isEqualTo(SampleFiles.PDF.length);
        assertThat(Proving.text(intent, "file_type")).isEqualTo("PDF");
        for (Entry entry : entries) {
            assertThat(entry.facts().values().values())
                    .noneMatch(fact -> fact instanceof Facts.Fact.Text(String text) && text.contains("Example"));
        }
        assertThat(proving.log.text()).doesNotContain("Example");
    }

    @Test
    void aFileNobodySawIsRefusedAndStreetManagerNotAsked() {
        Http.Answer answer = get(82, proving.token);

        assertUnknown(answer);
        assertThat(answer.body()).contains("GetWork").contains("upload");
        assertThat(proving.upstream.calls()).isEmpty();
    }

    @Test
    void aFileOfOneControllerIsUnknownToAnother() {
        upload();
        String county = proving.world.tokenForEverything(proving.world.county);

        assertUnknown(get(81, county));
        assertUnknown(proving.world.http.withBody("DELETE", FILES + "/81", county, ""));
    }

    @Test
    void aFileSeenInAnOwnRecordIsTheControllersEvenThoughItsNumberWasMasked() {
        proving.upstream.does((request, wire) -> {
            if (request.target().contains("/files/")) {
                wire.bytes(200, "application/pdf", SampleFiles.PDF);
            } else {
                wire.json(
                        200,
                        Proving.permit(
                                "files", "[{\"file_id\":91,\"name\":\"a.pdf\"},{\"file_id\":92,\"name\":\"b\"}]"));
            }
        });
        assertThat(proving.read().body()).doesNotContain("91");

        assertThat(fetch(91, proving.token).statusCode()).isEqualTo(200);
        assertThat(fetch(92, proving.token).statusCode()).isEqualTo(200);
        assertUnknown(get(93, proving.token));
    }

    @Test
    void aFileSeenInAnothersRecordIsNot() {
        proving.upstream.says(
                200,
                Proving.permit(
                        "promoter_swa_code",
                        "\"" + World.FIBRE_CODE + "\"",
                        "files",
                        "[{\"file_id\":95,\"name\":\"a\"}]"));
        proving.read();

        assertUnknown(get(95, proving.token));
    }

    @Test
    void aFileCanOnlyBeHungOnARecordIfItIsTheControllers() {
        upload();
        String path = "/v6/work/works/" + Proving.WORKS + "/files";
        proving.upstream.says(201, "");
        assertThat(proving.world
                        .http
                        .post(path, proving.token, "{\"file_ids\":[81]}")
                        .status())
                .isEqualTo(201);
        Http.Answer answer = proving.world.http.post(path, proving.token, "{\"file_ids\":[81,4711]}");

        assertUnknown(answer);
        assertThat(answer.body()).contains("4711").doesNotContain("81,");
    }

    /** 4711.0 is 4711 for who reads it with JavaScript: the file of another would hang on a record of the Controller's. */
    @ParameterizedTest
    @ValueSource(strings = {"[4711.0]", "[4.711e3]", "[\"4711\"]", "[[4711]]", "[{\"id\":4711}]", "[true]"})
    void aFileIsNamedByAWholeNumberAndByNothingElse(String files) {
        Http.Answer answer = proving.world.http.post(
                "/v6/work/works/" + Proving.WORKS + "/files", proving.token, "{\"file_ids\":" + files + "}");

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(proving.upstream.calls()).isEmpty();
    }

    @Test
    void aFileOfTheControllersCanBeDeleted() {
        upload();

        assertThat(proving.world
                        .http
                        .withBody("DELETE", FILES + "/81", proving.token, "")
                        .status())
                .isEqualTo(204);
        assertThat(proving.upstream.calls().getLast().toString()).isEqualTo("DELETE /v6/work/files/81");
    }

    @Test
    void whileItIsScannedForVirusesTheAnswerPasses() {
        upload();
        proving.upstream.does((request, wire) -> wire.raw("HTTP/1.1 204 No content\r\n\r\n"));
        Http.Answer notYet = get(81, proving.token);
        assertThat(notYet.status()).isEqualTo(204);
        assertThat(notYet.body()).isEmpty();

        proving.upstream.says(404, "{\"message\":\"File not found\"}");
        Http.Answer notFound = get(81, proving.token);
        assertThat(notFound.status()).isEqualTo(404);
        assertThat(notFound.json().path("message").asString()).isEqualTo("File not found");
    }

    @Test
    void anAnswerThatIsNoFileOfAKnownTypeIsWithheld() {
        upload();
        for (byte[] wrong : List.of(
                "<html><script>".getBytes(StandardCharsets.US_ASCII),
                "MZ".getBytes(StandardCharsets.US_ASCII),
                new byte[0])) {
            proving.upstream.does((request, wire) -> wire.bytes(200, "application/pdf", wrong));
            proving.assertRefused(get(81, proving.token), 502, "street-manager-answer-unusable", "done");
        }
        proving.upstream.does((request, wire) -> wire.bytes(200, "image/png", SampleFiles.PDF));
        proving.assertRefused(get(81, proving.token), 502, "street-manager-answer-unusable", "done");
    }

    @Test
    void aLongFileGoesInSegmentsEachRecorded() {
        byte[] file = SampleFiles.pdfOf(3 * 1024 * 1024 + 17);
        upload();
        proving.upstream.does((request, wire) -> wire.bytes(200, "application/pdf", file));
        HttpResponse<byte[]> answer = fetch(81, proving.token);

        assertThat(answer.body()).isEqualTo(file);
        assertThat(proving.entries(java.util.UUID.fromString(
                        answer.headers().firstValue("Wayleave-Call").orElseThrow())))
                .filteredOn(entry -> entry.kind() == EntryKind.RELEASE)
                .hasSize(4);
    }

    @Test
    void theProductsWordOnWhoActsCountsInAFormToo() {
        Http.Answer answer = proving.world.http.form(
                "POST",
                FILES,
                proving.token,
                SampleForm.with(NAME, "application/pdf", SampleFiles.PDF)
                        .field("internalUserIdentifier", "somebody.unlisted"));

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.clauses()).contains("A1");
        assertThat(proving.upstream.calls()).isEmpty();
    }

    @Test
    void aFileForAnothersCodeIsRefused() {
        Http.Answer answer = proving.world.http.form(
                "POST",
                FILES,
                proving.token,
                SampleForm.with(NAME, "application/pdf", SampleFiles.PDF).field("swaCode", World.FIBRE_CODE));

        assertThat(answer.status()).isEqualTo(403);
        assertThat(proving.upstream.calls()).isEmpty();
    }

    @Test
    void pathAndFormMustNameTheSameArea() {
        String county = proving.world.tokenForEverything(proving.world.county);
        SampleForm form = SampleForm.with("streets.csv", "text/csv", SampleFiles.STREETS)
                .field("geographicalAreaReferenceNumber", "7");

        Http.Answer answer = proving.world.http.form("PUT", "/v6/work/geographical-areas/8", county, form);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("type").asString()).isEqualTo("urn:wayleave:problem:path-and-form-disagree");
    }

    @Test
    void withoutTheGrantNoFileIsHandedOverButOneMayBeSent() {
        try (Proving plain = Proving.with(options -> options)) {
            plain.upstream.says(201, "{\"file_id\":81,\"name\":\"plan.pdf\"}");
            assertThat(plain.world
                            .http
                            .form("POST", FILES, plain.token, SampleForm.with(NAME, "application/pdf", SampleFiles.PDF))
                            .status())
                    .isEqualTo(201);
            Http.Answer answer = plain.world.http.get(FILES + "/81", plain.token);

            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.rules()).containsExactly("B1.files-not-granted");
            assertThat(plain.upstream.calls()).hasSize(1);
        }
    }
}
