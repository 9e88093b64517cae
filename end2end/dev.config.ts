import base from "./playwright.config";
export default { ...base, workers: 1, outputDir: "/tmp/e2e/results", webServer: { ...(base.webServer as object), command: "/tmp/e2e/serve.sh" } };
