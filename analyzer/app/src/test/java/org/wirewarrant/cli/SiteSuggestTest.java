package org.wirewarrant.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wirewarrant.policy.AddressRange;
import org.wirewarrant.policy.PolicyException;
import org.wirewarrant.policy.RuleLibrary;
import org.wirewarrant.policy.Site;
import org.wirewarrant.policy.SiteRole;
import org.wirewarrant.testing.Corpus;
import org.wirewarrant.wire.IpAddress;

/** Drafts of site files, held against what the labs gave their hosts. */
class SiteSuggestTest {
    private static final Path SAMPLES = Corpus.root().resolve("samples");
    private static final Pattern UNDECIDED = Pattern.compile("(?m)^# ([0-9a-f.:]+): ([a-z -]+) \\(");

    @TempDir
    private Path folder;

    /** The guide states these figures. */
    @ParameterizedTest
    @CsvSource({"openuem, 1.0, 0.50, 0.66", "zimbra, 1.0, 0.68, 0.68"})
    void shouldFindTheRolesThatTheLabGaveItsHosts(String pack, double precision, double recall, double named)
            throws IOException, PolicyException {
        RuleLibrary library = new RuleLibrary(Corpus.root().resolve("rules"));
        Set<String> lab = roles(Site.load(SAMPLES.resolve(pack + "-lab.yaml"), library));

        Path file = draft(pack);
        Set<String> draft = roles(Site.load(file, library));

        Set<String> right = new TreeSet<>(draft);
        right.retainAll(lab);
        double gotPrecision = (double) right.size() / draft.size();
        double gotRecall = (double) right.size() / lab.size();
        Set<String> missing = new TreeSet<>(lab);
        missing.removeAll(draft);
        Set<String> openQuestions = undecided(Files.readString(file));
        openQuestions.retainAll(missing);
        double gotNamed = (double) (right.size() + openQuestions.size()) / lab.size();
        System.out.printf(
                "%s: precision %.2f (%d of %d), recall %.2f (%d of %d), with undecided hosts %.2f; missing %s%n",
                pack, gotPrecision, right.size(), draft.size(), gotRecall, right.size(), lab.size(), gotNamed, missing);
        assertTrue(gotPrecision >= precision, () -> "precision " + gotPrecision + " of " + draft);
        assertTrue(gotRecall >= recall, () -> "recall " + gotRecall + ", missing " + missing);
        assertTrue(gotNamed >= named, () -> "named " + gotNamed + ", missing " + missing);
    }

    @ParameterizedTest
    @CsvSource({"openuem", "zimbra"})
    void shouldWriteADraftThatPassesTheCheck(String pack) throws IOException {
        assertEquals(0, Spoken.by("site", "check", draft(pack).toString()).code());
    }

    @Test
    void shouldSayWhyAndWhatWouldDecide() throws IOException {
        String zimbra = Files.readString(draft("zimbra"));
        String openuem = Files.readString(draft("openuem"));

        assertContains(zimbra, """
                  logger:
                    # strong: answers udp/514 (5 peers); rules zimbra-sys-514-logger
                    - "10.30.0.51"
                """);
        assertContains(zimbra, """
                    # weak: answers tcp/443 (1 peer), tcp/993 (1 peer); rules zimbra-ext-443-mailbox-proxy,
                    #   zimbra-ext-993-mailbox-proxy
                    # near: mailbox; to decide: proxy would answer tcp/3443, tcp/9071; mailbox would answer tcp/7025,
                    #   tcp/7026, tcp/7047, tcp/7071, ...
                    - "fd30::31"
                """);
        assertContains(zimbra, "    # a public address, left out: 198.51.100.25\n");
        assertContains(zimbra, "# Hosts that tried many targets in vain, and were left out: 10.30.0.66\n");
        assertContains(openuem, """
                # 10.20.0.21: agent-worker or notification-worker or server-updater or cert-manager-worker (calls tcp/4433,
                #   tcp/5432); to decide: cert-manager-worker would call tcp/8000
                """);
        assertTrue(openuem.endsWith("""
                scope:
                  - "10.20.0.0/24" # 15 hosts seen
                  - "172.31.77.0/24" # 2 hosts seen
                  - "fd20::/64" # 7 hosts seen
                """), openuem);
    }

    @Test
    void shouldSayWhatCannotBeUsed() throws IOException {
        Path missing = folder.resolve("none.pcap");

        assertEquals(
                new Spoken(2, "", "wirewarrant: " + missing + ": no such file (check the path)\n"),
                Spoken.by("site", "suggest", missing.toString(), "--rules", "zimbra"));
        assertEquals(
                new Spoken(
                        2,
                        "",
                        "wirewarrant: missing required option: '--rules=PACK' (see wirewarrant site suggest --help)\n"),
                Spoken.by("site", "suggest", missing.toString()));
        assertEquals(
                new Spoken(2, "", "wirewarrant: zimbar: no such pack (did you mean 'zimbra'?)\n"),
                Spoken.by("site", "suggest", missing.toString(), "--rules", "zimbar"));
    }

    @Test
    void shouldMakeADraftOfWhatCanBeReadOfADamagedCapture() throws IOException {
        byte[] whole = TinyCapture.bytes(5432);
        Path cut = Files.write(folder.resolve("cut.pcap"), Arrays.copyOf(whole, whole.length - 3));

        Spoken spoken = Spoken.by("site", "suggest", cut.toString(), "--rules", "openuem");

        assertEquals(3, spoken.code());
        assertTrue(spoken.out().contains("\nroles:\n"), spoken.out());
    }

    private Path draft(String pack) throws IOException {
        String capture = SAMPLES.resolve("pcap/" + pack + "-lab.pcapng").toString();
        Spoken spoken = Spoken.by("site", "suggest", capture, "--rules", pack, "--rules", "infrastructure");
        assertEquals(new Spoken(0, spoken.out(), ""), spoken);
        return Files.writeString(folder.resolve("draft.yaml"), spoken.out());
    }

    /** Roles and hosts that the comments on undecided hosts name. */
    private static Set<String> undecided(String draft) {
        Set<String> named = new TreeSet<>();
        Matcher matcher = UNDECIDED.matcher(draft.replace("\n#   ", " "));
        while (matcher.find()) {
            for (String role : matcher.group(2).split(" or ", -1)) {
                named.add(role + ' ' + matcher.group(1));
            }
        }
        return named;
    }

    private static void assertContains(String text, String part) {
        assertTrue(text.contains(part), () -> part + "is not in\n" + text);
    }

    /** A line for each role and address; a role that several packs declare counts once. */
    private static Set<String> roles(Site site) {
        Set<String> roles = new TreeSet<>();
        for (SiteRole role : site.roles()) {
            for (AddressRange range : role.addresses()) {
                for (long i = 0; i <= range.last().low() - range.first().low(); i++) {
                    IpAddress first = range.first();
                    roles.add(role.role().id() + ' ' + new IpAddress(first.version(), first.high(), first.low() + i));
                }
            }
        }
        return roles;
    }
}
