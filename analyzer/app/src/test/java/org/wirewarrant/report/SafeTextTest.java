package org.wirewarrant.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SafeTextTest {
    @Test
    void shouldDisarmEscapesLineEndsAndDirectionMarks() {
        assertEquals("a?[31mb  c?d", SafeText.line("a\u001b[31mb\r\nc\u202ed"));
        assertEquals("\u00fc\ud83d\ude00", SafeText.line("\u00fc\ud83d\ude00"));
    }

    @Test
    void shouldCutWhatIsVeryLong() {
        assertEquals("x".repeat(2000) + "...", SafeText.line("x".repeat(1_000_000)));
    }

    @Test
    void shouldBreakAtSpacesAndLongWordsWhereTheyEnd() {
        assertEquals(List.of("one two", "three", "fourfivesi", "x"), SafeText.wrap("one two three fourfivesix", 10));
        assertEquals(List.of(""), SafeText.wrap("", 10));
    }

    @Property
    void shouldKeepEveryWordAndTheWidth(@ForAll List<@IntRange(min = 1, max = 30) Integer> lengths) {
        String text = String.join(" ", lengths.stream().map("w"::repeat).toList());

        List<String> lines = SafeText.wrap(text, 12);

        assertTrue(lines.stream().allMatch(line -> line.length() <= 12));
        assertEquals(text.replace(" ", ""), String.join("", lines).replace(" ", ""));
    }
}
