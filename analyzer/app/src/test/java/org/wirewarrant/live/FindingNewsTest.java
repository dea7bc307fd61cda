package org.wirewarrant.live;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.Proxy;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.wirewarrant.audit.AuditResult;
import org.wirewarrant.audit.Finding;
import org.wirewarrant.audit.Rows;
import org.wirewarrant.audit.Severity;

class FindingNewsTest {
    private final FindingNews news = new FindingNews(100);

    private static Finding finding(String id, String kind, String summary) {
        return new Finding(
                id,
                Severity.HIGH,
                kind,
                "",
                "",
                "",
                List.of(),
                "",
                List.of(),
                "tcp",
                "1",
                1,
                1,
                1,
                1,
                OptionalLong.empty(),
                OptionalLong.empty(),
                summary,
                "",
                "");
    }

    /** A result of which nothing but its findings is asked. */
    private static AuditResult result(Finding... findings) {
        List<Finding> list = List.of(findings);
        Rows<Finding> rows = new Rows<>() {
            @Override
            public int size() {
                return list.size();
            }

            @Override
            public Finding row(int index) {
                return list.get(index);
            }

            @Override
            public Iterator<Finding> iterator() {
                return list.iterator();
            }
        };
        return (AuditResult) Proxy.newProxyInstance(
                AuditResult.class.getClassLoader(), new Class<?>[] {AuditResult.class}, (self, method, arguments) -> {
                    assertEquals("findings", method.getName());
                    return rows;
                });
    }

    private static FindingNews.Change change(List<Finding> added, List<Finding> withdrawn) {
        return new FindingNews.Change(added, withdrawn, 0);
    }

    @Test
    void shouldTellEachFindingOnce() {
        Finding one = finding("F-1", "no-rule", "one");
        Finding two = finding("F-2", "wrong-role", "two");
        assertEquals(change(List.of(one), List.of()), news.update(result(one), false));
        assertEquals(change(List.of(two), List.of()), news.update(result(one, two), false));
        assertEquals(change(List.of(), List.of()), news.update(result(one, two), true));
    }

    @Test
    void shouldTellWhatIsOneNoMore() {
        Finding one = finding("F-1", "no-rule", "one");
        Finding scan = finding("F-2", "scan", "many");
        news.update(result(one), false);
        assertEquals(change(List.of(scan), List.of(one)), news.update(result(scan), false));
    }

    @Test
    void shouldWaitForTheAnswerOfAnAttempt() {
        Finding attempt = finding("F-1", "no-rule-attempt", "tried");
        Finding answered = finding("F-2", "no-rule", "used");
        Finding refused = finding("F-3", "no-rule-attempt", "tried in vain");
        assertEquals(change(List.of(), List.of()), news.update(result(attempt, refused), false));
        assertEquals(change(List.of(answered, refused), List.of()), news.update(result(answered, refused), false));
    }

    @Test
    void shouldTellAtTheEndWhatOnlyTheEndCanTell() {
        Finding unseen = finding("F-1", "required-unseen", "never");
        Finding attempt = finding("F-2", "no-rule-attempt", "tried");
        assertEquals(change(List.of(), List.of()), news.update(result(unseen), false));
        assertEquals(change(List.of(unseen, attempt), List.of()), news.update(result(unseen, attempt), true));
    }

    @Test
    void shouldNotTellNumbersThatGrow() {
        Finding few = finding("F-1", "capture-quality", "the capturing system dropped 7 frames");
        Finding many = finding("F-2", "capture-quality", "the capturing system dropped 12345 frames");
        assertEquals(change(List.of(few), List.of()), news.update(result(few), false));
        assertEquals(change(List.of(), List.of()), news.update(result(many), false));
    }

    @Test
    void shouldCountWhatIsBeyondTheMost() {
        FindingNews small = new FindingNews(1);
        Finding one = finding("F-1", "no-rule", "one");
        Finding two = finding("F-2", "no-rule", "two");
        assertEquals(new FindingNews.Change(List.of(one), List.of(), 1), small.update(result(one, two), false));
        assertEquals(new FindingNews.Change(List.of(), List.of(), 1), small.update(result(one, two), false));
    }
}
