package org.wirewarrant.report;

import java.util.ArrayList;
import java.util.List;
import org.wirewarrant.audit.AuditResult;
import org.wirewarrant.audit.RuleCoverage;

/** The charts of a report, in its order; those that could show nothing, because no host has a role or no rule is required, are left out. */
final class Charts {
    private Charts() {}

    static List<Chart> of(AuditResult result, Tally tally) {
        List<Chart> charts = new ArrayList<>();
        charts.add(TimelineChart.of(tally.timeline()));
        if (tally.byRoles().keySet().stream().anyMatch(Tally.RolePair::hasRole)) {
            charts.add(RoleMatrixChart.of(RoleMatrix.of(tally.byRoles())));
        }
        charts.add(ServiceCharts.undocumented(tally));
        charts.add(ServiceCharts.busiest(tally));
        charts.add(CoverageChart.byPack(result.coverage()));
        if (result.coverage().stream().anyMatch(RuleCoverage::required)) {
            charts.add(CoverageChart.byRole(result.coverage()));
        }
        charts.add(QualityChart.of(tally.qualityTimeline()));
        return List.copyOf(charts);
    }
}
