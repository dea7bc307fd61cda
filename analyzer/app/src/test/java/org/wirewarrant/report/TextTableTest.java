package org.wirewarrant.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class TextTableTest {
    @Test
    void shouldAlignColumns() {
        TextTable table = new TextTable("PACK", "N");
        table.row("zimbra", "64");

        assertEquals("PACK    N\nzimbra  64\n", table.text(TextStyle.PLAIN));
    }

    @Test
    void shouldBreakTheWidestColumnAndNeverAWord() {
        TextTable table = new TextTable("A", "B");
        table.row("x".repeat(30), "some words that do not fit");

        assertEquals(
                "A                               B\n" + "x".repeat(30) + "  some\n" + " ".repeat(32) + "words\n"
                        + " ".repeat(32) + "that do\n" + " ".repeat(32) + "not fit\n",
                table.text(new TextStyle(40, false, false)));
    }

    @Test
    void shouldDisarmCells() {
        TextTable table = new TextTable("A");
        table.row("\u001b[2J");

        assertEquals("A\n?[2J\n", table.text(TextStyle.PLAIN));
    }
}
