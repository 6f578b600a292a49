package uk.wayleave.console.agreement;

import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import uk.wayleave.pages.Frame;
import uk.wayleave.pages.Page;
import uk.wayleave.pages.Pages;

/**
 * An agreement as a PDF: tagged for those who have it read out (PDF/UA, ISO 14289-1), with its fonts in it, made of
 * nothing but what is in the page.
 */
final class AgreementPdf {
    /** Comes with PDFBox: metrically Arial's, under the SIL Open Font License. */
    private static final String FONT = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";

    private final Pages pages;

    AgreementPdf(Pages pages) {
        this.pages = pages;
    }

    byte[] of(Page page) {
        String html = pages.render(page, Frame.open("", "", List.of()));
        var out = new ByteArrayOutputStream();
        try {
            new PdfRendererBuilder()
                    .useFastMode()
                    .usePdfUaAccessibility(true)
                    .useFont(
                            () -> Objects.requireNonNull(
                                    PdfRendererBuilder.class.getResourceAsStream(FONT), "PDFBox brings this font."),
                            "Liberation Sans")
                    .withProducer("Wayleave")
                    .withHtmlContent(html, "")
                    .toStream(out)
                    .run();
        } catch (IOException e) {
            throw new IllegalStateException("The agreement could not be made a PDF.", e);
        }
        return out.toByteArray();
    }
}
