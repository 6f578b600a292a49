package uk.wayleave.screening.file;

import java.util.Locale;
import java.util.Set;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * The relationships of one part of a Word document (ECMA-376 part 2, clause 6.5): what they bring in must be of a kind that is
 * known, and only a link that people follow may lead out of the document.
 */
final class WordRelationships {
    private static final String HYPERLINK = "hyperlink";

    /** The last segments of the types that are taken; the address before it says nothing more. */
    private static final Set<String> TAKEN = Set.of(
            "officedocument",
            "core-properties",
            "extended-properties",
            "custom-properties",
            "thumbnail",
            "styles",
            "styleswitheffects",
            "numbering",
            "settings",
            "websettings",
            "fonttable",
            "font",
            "theme",
            "themeoverride",
            "header",
            "footer",
            "footnotes",
            "endnotes",
            "comments",
            "commentsextended",
            "commentsids",
            "commentsextensible",
            "people",
            "image",
            HYPERLINK,
            "glossarydocument",
            "customxml",
            "customxmlprops",
            "bibliography",
            "chart",
            "chartstyle",
            "chartcolorstyle",
            "chartusershapes",
            "diagramdata",
            "diagramlayout",
            "diagramquickstyle",
            "diagramcolors",
            "diagramdrawing",
            "documenttasks");

    private static final Set<String> PROPERTIES = Set.of("core-properties", "extended-properties", "custom-properties");

    private final String part;
    private final Set<String> properties;
    private final Told told;

    /** Takes a text that goes out. */
    interface Told {
        void tell(String text) throws UnusableFile;
    }

    /**
     * @param part its name, in small letters
     * @param properties the only places where properties may stand, since they are emptied there
     * @param told takes where links lead to
     */
    WordRelationships(String part, Set<String> properties, Told told) {
        this.part = part;
        this.properties = properties;
        this.told = told;
    }

    void read(XMLStreamReader reader) throws XMLStreamException, UnusableFile {
        while (reader.hasNext()) {
            if (reader.next() == XMLStreamConstants.START_ELEMENT
                    && reader.getLocalName().equals("Relationship")) {
                read(attribute(reader, "Type"), attribute(reader, "Target"), attribute(reader, "TargetMode"));
            }
        }
    }

    private static String attribute(XMLStreamReader reader, String name) {
        String value = reader.getAttributeValue(null, name);
        return value == null ? "" : value;
    }

    private void read(String type, String target, String mode) throws UnusableFile {
        String kind = type.substring(type.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
        boolean external = mode.equalsIgnoreCase("External");
        if (!TAKEN.contains(kind) || (external && !kind.equals(HYPERLINK))) {
            throw new UnusableFile(
                    "The document brings in something from elsewhere, or of a kind that cannot be looked at (a"
                            + " template, a linked picture, a part of another document). Send it without.");
        }
        if (external) {
            told.tell(target);
        } else if (PROPERTIES.contains(kind)
                && !(part.equals("_rels/.rels") && properties.contains(inPackage(target)))) {
            throw new UnusableFile("The document keeps its properties where they cannot be taken out. Save it anew.");
        }
    }

    /** A target of the package itself is relative to its root. */
    private static String inPackage(String target) {
        String name = target.startsWith("/") ? target.substring(1) : target;
        return name.toLowerCase(Locale.ROOT);
    }
}
