package org.wirewarrant.report;

import java.util.List;
import org.wirewarrant.audit.AuditResult;

/** The charts of a report, in its order. */
final class Charts {
    private Charts() {}

    static List<Chart> of(AuditResult result, Tally tally) {
        return List.of(
                TimelineChart.of(tally.timeline()),
                RoleMatrixChart.of(RoleMatrix.of(tally.byRoles())),
                ServiceCharts.undocumented(tally),
                ServiceCharts.busiest(tally),
                CoverageChart.byPack(result.coverage()),
                CoverageChart.byRole(result.coverage()));
    }
}
