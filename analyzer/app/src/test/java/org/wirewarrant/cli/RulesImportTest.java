package org.wirewarrant.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wirewarrant.policy.PackLint;
import org.wirewarrant.policy.PolicyException;
import org.wirewarrant.policy.RulePack;
import org.wirewarrant.policy.RulePacks;

/** Tables of ports as packs. */
class RulesImportTest {
    private static final String TABLE = """
            Service,To,From,Port(s),Protocol,Required,Note
            Shop front,Web server,any,"80, 443",TCP,yes,"Says ""open"",
            on two lines"

            ,DB,Web server,5432,tcp,,
            Workers,DB; Queue,Web server,8000-8010,tcp/udp,no,
            Again,DB,Web server,5432,tcp,,
            Ping,Web server,*,8,icmp,,
            Tunnel,Web server,Queue,,gre,,
            """;

    private static final String PACK = """
            pack: shop
            title: "The shop"
            document:
              title: "shop.csv"
              sha256: "%s"
              lines: 9
              statements: 6
            roles:
              db: { title: DB }
              queue: { title: Queue }
              web-server: { title: "Web server" }
            rules:
              - id: shop-80-web-server
                service: "Shop front"
                from: any
                to: [web-server]
                protocol: tcp
                ports: [80, 443]
                requirement: mandatory
                source: { lines: [2, 3] }
                note: "Says \\"open\\",\\u000aon two lines"
              - id: shop-5432-db
                service: "tcp 5432"
                from: [web-server]
                to: [db]
                protocol: tcp
                ports: [5432]
                requirement: unstated
                source: { lines: [5, 5] }
              - id: shop-8000-8010-db
                service: Workers
                from: [web-server]
                to: [db, queue]
                protocol: [tcp, udp]
                ports: ["8000-8010"]
                requirement: optional
                source: { lines: [6, 6] }
              - id: shop-5432-db-2
                service: Again
                from: [web-server]
                to: [db]
                protocol: tcp
                ports: [5432]
                requirement: unstated
                source: { lines: [7, 7] }
                repeats: shop-5432-db
              - id: shop-8-web-server
                service: Ping
                from: any
                to: [web-server]
                protocol: icmp
                ports: [8]
                requirement: unstated
                source: { lines: [8, 8] }
              - id: shop-gre-web-server
                service: Tunnel
                from: [queue]
                to: [web-server]
                protocol: gre
                ports: any
                requirement: unstated
                source: { lines: [9, 9] }
            """;

    @TempDir
    private Path folder;

    @Test
    void shouldWriteATableAsAPackThatLoads() throws IOException, PolicyException {
        Path table = Files.writeString(folder.resolve("shop.csv"), TABLE);
        String sha256 = "%064x".formatted(new BigInteger(1, digest(TABLE)));

        Spoken spoken = Spoken.by("rules", "import", table.toString(), "--title", "The shop");

        assertEquals(new Spoken(0, PACK.formatted(sha256), ""), spoken);
        Path file = Files.writeString(folder.resolve("shop.yaml"), spoken.out());
        RulePack pack = RulePacks.load(file);
        assertEquals(6, pack.rules().size());
        assertEquals("Says \"open\",\non two lines", pack.rules().get(0).note());
        assertEquals(List.of(), PackLint.of(pack));
        assertEquals(
                new Spoken(0, file + ": pack shop, 6 rules, valid\n", ""),
                Spoken.by("rules", "check", file.toString()));
    }

    @Test
    void shouldReadWhatASpreadsheetOfAnotherLanguageWrites() throws IOException, PolicyException {
        String table = "\ufeffTO;PORT;PROTOCOL;FROM\r\nDrucker;9100;TCP;Büro";
        Path file = Files.writeString(folder.resolve("Mein Drucker.csv"), table);

        Spoken spoken = Spoken.by("rules", "import", file.toString());

        RulePack pack = RulePacks.load(Files.writeString(folder.resolve("mein-drucker.yaml"), spoken.out()));
        assertEquals("mein-drucker-9100-drucker", pack.rules().get(0).id());
        assertEquals("Büro", pack.roles().get(0).title());
        assertEquals(
                List.of(2, 2),
                List.of(pack.document().lines(), pack.rules().get(0).firstLine()));
    }

    @Test
    void shouldNameEveryProblemOfATableAtOnce() throws IOException {
        Path file = Files.writeString(folder.resolve("bad.csv"), """
                port,protocol,from,to,required
                65536,tcp,any,web,
                x,tpc,,web,
                443-80,tcp,"any, db",web,perhaps
                ,udp,any,***?,
                80,gre,any,web,
                80,tcp gre,any,web,
                300,icmp,any,web,
                80
                """);
        String at = "wirewarrant: " + file + ":";

        Spoken spoken = Spoken.by("rules", "import", file.toString());

        assertEquals(2, spoken.code());
        assertEquals("", spoken.out());
        assertEquals(
                List.of(
                        at + "2: port 65536 (write 1 to 65535)",
                        at + "3: 'tpc' is no protocol (write tcp, udp or another IANA keyword, or unknown)",
                        at + "3: 'x' is no port (write a number or first-last, several with commas)",
                        at + "3: 'from' is empty (name a role, or write any for every host)",
                        at + "4: '443-80' is a reversed range (write 80-443)",
                        at + "4: 'from' has any beside roles (keep one or the other)",
                        at + "4: 'perhaps' in 'required' (write yes or no, or leave it empty)",
                        at + "5: no port (write a number or first-last, several with commas)",
                        at + "5: '***?' in 'to' names no role (use letters a to z and digits)",
                        at + "6: a port with gre, which has none (leave the cell empty)",
                        at + "7: 'tcp gre' mixes protocols with ports and others (give each a row)",
                        at + "8: ICMP type 300 (write 0 to 255)",
                        at + "9: no protocol (write tcp, udp or another IANA keyword, or unknown)",
                        at + "9: 'from' is empty (name a role, or write any for every host)",
                        at + "9: 'to' is empty (name a role, or write any for every host)"),
                spoken.err().lines().toList());
    }

    @Test
    void shouldNameWrongColumnsAndFilesThatAreNoTable() throws IOException {
        String columns = " (columns are ports, protocol, from, to, service, required, note)";
        assertRefused(
                "port,proto,from,to,to\n1,tcp,a,b,c\n",
                List.of(
                        ":1: unknown column 'proto'" + columns,
                        ":1: column 'to' is there twice (keep one)",
                        ":1: no column 'protocol'" + columns));
        assertRefused(
                "",
                List.of(
                        ":1: no header row (start with the columns ports, protocol, from, to, service, required, note)"));
        assertRefused("port,protocol,from,to\n", List.of(":1: no rows after the header (add one for each port)"));
        assertRefused(
                "port,protocol,from,to\n80,tcp,any,\"web\n",
                List.of(":2: a quoted cell does not end as CSV cells do (close it, and double quotes inside)"));
        Path latin = Files.write(folder.resolve("latin.csv"), "port\nB\u00fcro".getBytes(StandardCharsets.ISO_8859_1));
        assertEquals(
                new Spoken(2, "", "wirewarrant: " + latin + ":2: not UTF-8 text (save it as CSV UTF-8)\n"),
                Spoken.by("rules", "import", latin.toString()));
        Path none = folder.resolve("none.csv");
        assertEquals(
                new Spoken(2, "", "wirewarrant: " + none + ": no such file (check the path)\n"),
                Spoken.by("rules", "import", none.toString()));
    }

    private void assertRefused(String table, List<String> messages) throws IOException {
        Path file = Files.writeString(folder.resolve("bad.csv"), table);
        Spoken spoken = Spoken.by("rules", "import", file.toString());
        assertEquals(
                messages.stream()
                        .map(message -> "wirewarrant: " + file + message)
                        .toList(),
                spoken.err().lines().toList());
        assertEquals(2, spoken.code());
    }

    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
