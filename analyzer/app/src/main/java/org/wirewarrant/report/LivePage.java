package org.wirewarrant.report;

import java.util.List;
import org.wirewarrant.report.ReportPage.Bar;
import org.wirewarrant.report.ReportPage.Fact;
import org.wirewarrant.report.ReportPage.FindingLine;
import org.wirewarrant.report.ReportPage.RuleLine;

/**
 * What the page of a run that goes on shows, ready but not escaped.
 *
 * @param title what is audited
 * @param version of the program
 * @param script that refreshes the page, which alone may run
 * @param nonce that allows it to
 * @param answer the outcome so far, in a sentence
 * @param problems what is wrong with the run
 * @param facts how far it is
 * @param verdicts conversations by verdict
 * @param statuses rules by status
 * @param severities findings by severity
 * @param findings worst first
 * @param findingCount of all, shown or not
 * @param required rules that were never answered
 * @param gaps times in which nothing was captured
 */
public record LivePage(
        String title,
        String version,
        String script,
        String nonce,
        String answer,
        List<String> problems,
        List<Fact> facts,
        List<Bar> verdicts,
        List<Bar> statuses,
        List<Bar> severities,
        List<FindingLine> findings,
        int findingCount,
        List<RuleLine> required,
        List<String> gaps) {}
