// What the tests and the screenshots share: which browser, which server, which person's clock.
import type { PlaywrightTestConfig } from "@playwright/test";

const port = Number(process.env.JINGZHI_PORT ?? 3900);

/** The server under test. */
export const baseURL = `http://127.0.0.1:${port}`;

/** How a phone's and a clerk's browser are; `isMobile` obeys the viewport tag as a phone does. */
export const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };
export const desktop = { viewport: { width: 1440, height: 900 } };

/** For both configurations. */
export const shared = {
  use: {
    baseURL,
    locale: "zh-CN",
    // Not the city's: a time that was formatted by the browser's clock instead of the city's shows.
    timezoneId: "America/New_York",
    // The middle of Pinghu, for a test that grants the permission.
    geolocation: { latitude: 30.69, longitude: 121.02 },
    launchOptions: {
      executablePath: process.env.JINGZHI_CHROMIUM || "/usr/bin/chromium",
      args: [
        // The browser refuses to run as root with its sandbox; it opens nothing here but our own pages.
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",
      ],
    },
  },
  webServer: {
    command: "./serve.sh",
    url: `${baseURL}/readyz`,
    timeout: 120_000,
    stdout: "ignore",
    stderr: "pipe",
    gracefulShutdown: { signal: "SIGTERM", timeout: 10_000 },
  },
} satisfies PlaywrightTestConfig;
