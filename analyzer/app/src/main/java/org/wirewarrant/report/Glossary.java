package org.wirewarrant.report;

import java.util.List;
import org.wirewarrant.report.ReportPage.Fact;
import org.wirewarrant.report.ReportPage.Term;

/** The words of a report in plain language, and what a capture can show and cannot. */
final class Glossary {
    private Glossary() {}

    /** What stands in every report, whatever was found. */
    static List<Fact> limits() {
        return List.of(
                new Fact(
                        "Not seen is not not used",
                        "A rule that was not seen was not used where and while this capture was taken. It may be used at"
                                + " other times, by other hosts, or on a path that the capture point does not see."),
                new Fact(
                        "The vantage",
                        "A capture shows what passed its capture point. Traffic inside one host, between hosts of one"
                                + " switch, or around the point is not in it; host-local ports show only when they are"
                                + " reached over the network."),
                new Fact(
                        "The window",
                        "Everything said here holds for the time between the first and the last frame. Nightly jobs,"
                                + " failover and updates need a window that covers them."),
                new Fact(
                        "Loss",
                        "Frames that the capturing system dropped are missing from every count. Where the capture does"
                                + " not record drops, the loss is estimated from TCP acknowledgements for data that was never"
                                + " captured."),
                new Fact(
                        "One-sided traffic",
                        "Where only one direction was captured, who opened a conversation and whether it was answered are"
                                + " less sure; the orientation column of flows.csv says how each flow was told apart."),
                new Fact(
                        "Ports are not protocols",
                        "A documented port says that a conversation fits a row of the vendor's document. What was spoken"
                                + " on it, and whether it was encrypted, is not proved by the port."),
                new Fact(
                        "Tunnels and encryption",
                        "What is carried in an encrypted tunnel is not opened. Tunnels that are not encrypted are opened,"
                                + " and both the carrier and what it carries are listed."),
                new Fact(
                        "Attempts",
                        "A conversation that was never answered shows that somebody tried, not that a service exists. It"
                                + " is marked as an attempt wherever it is listed."));
    }

    static List<Term> terms() {
        return List.of(
                verdict("documented", "A row of a vendor's document explains the conversation."),
                verdict("approved", "An exception of the site, in force at the time, allows it."),
                verdict("undocumented", "Nothing explains it; the reason says how near a document comes."),
                verdict(
                        "undecided",
                        "Client and server could not be told apart, and the two ways are judged differently."),
                verdict("out-of-scope", "Neither end belongs to the site."),
                reason("exact", "A row names this port."),
                reason("range", "A row's range of at most 1024 ports holds it."),
                reason("broad-range", "Only a range of more than 1024 ports explains it."),
                reason("related", "A dynamic port negotiated on a documented control flow."),
                reason("port-only", "No site was given: the port is documented, the roles are not verified."),
                reason("exception", "A site exception in force."),
                reason("no-rule", "No row names it."),
                reason("wrong-role", "A row names the port, between other roles."),
                reason("wrong-direction", "A row documents it, opened from the other end."),
                reason("wrong-protocol", "A row documents it, with another transport."),
                reason("local-only", "A port documented as host-local is reached over the network."),
                reason("inactive-rule", "The row's feature is off here, or the version is outside its range."),
                reason("expired-exception", "An exception covered it and has expired."),
                reason("orientation", "The two ways give different verdicts."),
                reason("no-site-host", "Neither end is in the site."),
                status("seen", "An answered conversation matched the rule."),
                status("seen-ambiguous", "Only conversations matched that several rules explain equally."),
                status("attempted", "It was tried and never answered: refused, or unanswered."),
                status("unseen", "Nothing matched in this window."),
                status("not-observable", "A capture cannot show it, or this one could not."),
                status("not-applicable", "A feature is off, the version is another, or an alternative was seen."),
                other("conversation", "All flows of one client, server, protocol and server port."),
                other("flow", "One connection or exchange: addresses, ports and protocol, both ways, in time."),
                other("answered", "The server sent a SYN+ACK or data; for UDP and others, any packet back."),
                other("required", "Called mandatory by the document, or needed by the site."),
                other("bytes", "Length of the IP packets, however much of them was captured."));
    }

    private static Term verdict(String word, String meaning) {
        return new Term("Verdict of a conversation", word, meaning);
    }

    private static Term reason(String word, String meaning) {
        return new Term("Reason of a verdict", word, meaning);
    }

    private static Term status(String word, String meaning) {
        return new Term("Status of a rule", word, meaning);
    }

    private static Term other(String word, String meaning) {
        return new Term("Other words", word, meaning);
    }
}
