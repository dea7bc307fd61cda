package org.wirewarrant.status;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.wirewarrant.audit.AuditResult;
import org.wirewarrant.testing.Tools;

/** The live page in a browser. */
class DashboardTest {
    private static final long PATIENCE = Duration.ofSeconds(60).toNanos();

    @TempDir
    Path profile;

    private final AtomicReference<Status> status = new AtomicReference<>();
    private StatusServer server;
    private ChromeDriver browser;
    private AuditResult result;

    @BeforeEach
    void open() throws Exception {
        Path chromium = Tools.require("chromium");
        Path driver = Tools.require("chromedriver");
        result = Watched.sample();
        status.set(Watched.status(Optional.of(result), true, "eth2 is down"));
        server = StatusServer.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), status::get);
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, java.util.logging.Level.ALL);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(chromium.toString());
        options.addArguments(
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--user-data-dir=" + profile);
        options.setCapability("goog:loggingPrefs", logs);
        browser = new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(driver.toFile())
                        .build(),
                options);
    }

    @AfterEach
    void close() {
        if (browser != null) {
            browser.quit();
        }
        if (server != null) {
            server.close();
        }
    }

    private void show(int width, String scheme) {
        browser.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", false));
        browser.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
        browser.get("http://127.0.0.1:" + server.address().getPort() + "/");
    }

    private Object script(String text) {
        return ((JavascriptExecutor) browser).executeScript(text);
    }

    private void await(String what, String expression) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE;
        while (!Boolean.TRUE.equals(script("return " + expression))) {
            assertTrue(System.nanoTime() < end, "never: " + what);
            Thread.sleep(100);
        }
    }

    @Test
    void shouldShowTheRunAndGoOnShowingIt() throws Exception {
        String shots = System.getProperty("wirewarrant.screenshots");
        for (int width : new int[] {1280, 390}) {
            for (String scheme : List.of("light", "dark")) {
                show(width, scheme);
                assertEquals(
                        0L,
                        script("return document.documentElement.scrollWidth - document.documentElement.clientWidth"),
                        "scrolls sideways at " + width);
                if (shots != null) {
                    browser.manage().window().setSize(new Dimension(width, 2400));
                    java.nio.file.Files.write(
                            Path.of(shots, "live-" + width + "-" + scheme + ".png"),
                            browser.getScreenshotAs(OutputType.BYTES));
                }
            }
        }
        assertTrue(browser.findElement(By.className("alert")).getText() != null);
        assertTrue(browser.findElement(By.id("now")).getText().contains("eth2 is down"));
        assertEquals(
                Math.min(50, result.findings().size()),
                browser.findElements(By.cssSelector("main h2 + .wide tbody"))
                        .get(0)
                        .findElements(By.tagName("tr"))
                        .size());

        Status before = status.get();
        status.set(new Status(
                before.startedNanos(),
                before.nowNanos(),
                true,
                999_999,
                before.bytes(),
                before.dropped(),
                before.framesPerSecond(),
                before.captures(),
                List.of(),
                before.keptNanos(),
                before.result()));
        await("refreshed", "document.getElementById('now').textContent.replace(/\\D/g, '').includes('999999')");
        assertTrue(!browser.findElement(By.id("now")).getText().contains("eth2 is down"));
        for (LogEntry entry : browser.manage().logs().get(LogType.BROWSER)) {
            throw new AssertionError("the browser says: " + entry);
        }
        browser.get("http://127.0.0.1:" + server.address().getPort() + "/report");
        assertTrue(browser.getTitle().contains("Zimbra lab"), browser.getTitle());
        show(1280, "light");
        server.close();
        server = null;
        await("said", "document.getElementById('connection').textContent.startsWith('No answer since')");
    }
}
