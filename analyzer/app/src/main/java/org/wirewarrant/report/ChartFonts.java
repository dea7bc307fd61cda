package org.wirewarrant.report;

import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.GraphicsEnvironment;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The bundled DejaVu Sans, which looks the same everywhere and works where no font is installed. */
final class ChartFonts {
    private static final String FONTCONFIG = "sun.awt.fontconfig";
    private static final Font SANS = load();

    private ChartFonts() {}

    static Font sans(float points) {
        return SANS.deriveFont(points);
    }

    /** The JDK fails on a machine without fonts, even with a font of one's own, unless its font configuration names none. */
    private static Font load() {
        try {
            if (System.getProperty(FONTCONFIG) == null) {
                Path configuration = Files.createTempFile("wirewarrant-fonts", ".properties");
                configuration.toFile().deleteOnExit();
                Files.writeString(configuration, "version=1\nsequence.allfonts=default\n");
                System.setProperty(FONTCONFIG, configuration.toString());
            }
            try (InputStream in = ChartFonts.class.getResourceAsStream("DejaVuSans.ttf")) {
                Font font = Font.createFont(Font.TRUETYPE_FONT, in);
                GraphicsEnvironment.getLocalGraphicsEnvironment().registerFont(font);
                return font;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (FontFormatException e) {
            throw new IllegalStateException("the bundled font is damaged", e);
        }
    }
}
