package org.wirewarrant.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wirewarrant.policy.PolicyException;

class CsvTablesTest {
    @TempDir
    private Path folder;

    private FixedResult result;

    @BeforeEach
    void audit() throws IOException, PolicyException {
        result = SmallResult.of(SmallResult.pack(folder));
    }

    @Test
    void shouldWriteFlows() throws IOException {
        assertEquals(
                lines(
                        "flow_id,protocol,client_ip,client_port,server_ip,server_port,first_seen,last_seen,client_packets,"
                                + "server_packets,client_bytes,server_bytes,conn_state,answered,orientation,tunnel,vlan,"
                                + "verdict,reason,rule_id,finding_id",
                        "1,tcp,10.0.0.1,40000,2001:db8::2,443,2026-11-21T01:02:03.123456789Z,"
                                + "2026-11-21T01:02:04.123456789Z,2,4,220,440,SF,true,syn-ack,,,documented,exact,demo-web,",
                        "2,gre,10.0.0.1,,10.0.0.254,,2026-11-21T01:02:03.123456790Z,2026-11-21T01:02:04.123456790Z,2,4,220,"
                                + "440,SF,true,syn-ack,carrier:gre,10.20,approved,exception,,",
                        "3,udp,2001:db8::2,0,10.0.0.1,65535,2026-11-21T01:02:03.123456791Z,2026-11-21T01:02:04.123456791Z,2,"
                                + "4,220,440,SF,false,syn-ack,inside:gre,,undocumented,no-rule,,f1"),
                csv(CsvTables.FLOWS, result.flows()));
    }

    @Test
    void shouldWriteConversations() throws IOException {
        assertEquals(
                lines(
                        "client_ip,client_role,server_ip,server_role,protocol,server_port,flows,answered_flows,"
                                + "client_packets,server_packets,client_bytes,server_bytes,first_seen,last_seen,verdict,"
                                + "reason,rule_id,other_rule_ids,finding_id",
                        "10.0.0.1,client,2001:db8::2,db web,tcp,443,1,1,2,4,220,440,2026-11-21T01:02:03.123456789Z,"
                                + "2026-11-21T01:02:04.123456789Z,documented,exact,demo-web,demo-web-copy,",
                        "10.0.0.1,client,10.0.0.254,,gre,,1,1,2,4,220,440,2026-11-21T01:02:03.123456789Z,"
                                + "2026-11-21T01:02:04.123456789Z,approved,exception,,,",
                        "2001:db8::2,db web,10.0.0.1,client,udp,65535,1,1,2,4,220,440,2026-11-21T01:02:03.123456789Z,"
                                + "2026-11-21T01:02:04.123456789Z,undocumented,no-rule,,,f1"),
                csv(CsvTables.CONVERSATIONS, result.conversations()));
    }

    @Test
    void shouldWriteFindingsAndDisarmFormulas() throws IOException {
        assertEquals(
                lines(
                        "finding_id,severity,kind,pack,rule_id,client_ip,client_role,server_ip,server_role,protocol,"
                                + "server_port,flows,answered_flows,packets,bytes,first_seen,last_seen,summary,near_miss,"
                                + "evidence",
                        "f1,high,no-rule,,,2001:db8::2,db web,10.0.0.1,client,udp,65535,1,1,6,660,"
                                + "2026-11-21T01:02:03.123456791Z,2026-11-21T01:02:04.123456791Z,"
                                + "\"'=1+1, said \"\"it\"\"\nand went on\",'-demo-db is near,\"a,b.pcapng#3\"",
                        "f2,medium,required-unseen,demo,demo-db,,web,,db,tcp udp,5432-5433,0,0,0,0,,,"
                                + "\"required, and never seen\",,"),
                csv(CsvTables.findings(Evidence.NONE), result.findings()));
    }

    @Test
    void shouldWriteCoverage() throws IOException {
        assertEquals(
                lines(
                        "pack,rule_id,service,from_roles,to_roles,protocol,ports,requirement,status,reason,hosts_expected,"
                                + "hosts_seen,flows,packets,bytes,first_seen,last_seen,document,lines",
                        "demo,demo-web,'=Web,client,web db,tcp,\"80,443\",mandatory,seen-ambiguous,,2,1,1,6,660,"
                                + "2026-11-21T01:02:03.123456789Z,2026-11-21T01:02:04.123456789Z,"
                                + "\"Demo, \"\"third\"\" edition\",1-2",
                        "demo,demo-web-copy,Web again,any,web,tcp,80,unstated,not-observable,role-not-in-site,1,0,0,0,0,,,"
                                + "\"Demo, \"\"third\"\" edition\",3",
                        "demo,demo-db,Database,web,db,tcp udp,5432-5433,mandatory,unseen,,1,0,0,0,0,,,"
                                + "\"Demo, \"\"third\"\" edition\",4"),
                csv(CsvTables.coverage(result), result.coverage()));
    }

    private static <T> String csv(CsvTable<T> table, Iterable<T> rows) throws IOException {
        StringBuilder text = new StringBuilder();
        table.write(rows, text);
        return text.toString();
    }

    private static String lines(String... lines) {
        return String.join("\r\n", List.of(lines)) + "\r\n";
    }
}
