package org.wirewarrant.cli;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** {@code 65536}, {@code 512K}, {@code 64M}, {@code 2G}: bytes, or powers of 1024 of them. */
final class Sizes implements ITypeConverter<Long> {
    private static final Pattern FORM = Pattern.compile("([0-9]{1,12})([kmgt]?)(i?b)?");
    private static final String UNITS = "kmgt";

    @Override
    public Long convert(String value) {
        Matcher matcher = FORM.matcher(value.toLowerCase(Locale.ROOT));
        if (matcher.matches()) {
            int shift = matcher.group(2).isEmpty() ? 0 : 10 * (UNITS.indexOf(matcher.group(2)) + 1);
            long number = Long.parseLong(matcher.group(1));
            if (number > 0 && number <= (Long.MAX_VALUE >> shift)) {
                return number << shift;
            }
        }
        throw new TypeConversionException("expected a size such as 512K, 64M or 2G, but was '" + value + "'");
    }
}
