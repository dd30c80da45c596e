import { defineConfig } from '@playwright/test';
import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

// The test command says which server to start, with the client inside; by hand:
// cargo build --package server --features embed
const root = resolve(import.meta.dirname, '..');
const binary = process.env.TOPOLOGY_DESIGNER_BIN ?? join(root, 'target/debug/topology-designer');
const port = Number(process.env.TOPOLOGY_DESIGNER_PORT ?? 18080);
// Playwright loads this file in each worker; the folder must be the same in all of them.
const data = (process.env.TOPOLOGY_DESIGNER_DATA ??= mkdtempSync(join(tmpdir(), 'topology-designer-e2e-')));

const chromium = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync);

export default defineConfig({
  testDir: 'specs',
  outputDir: 'test-results',
  fullyParallel: false,
  // Two cores: one browser and one server.
  workers: 1,
  retries: 0,
  forbidOnly: true,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list']],
  use: {
    baseURL: `http://127.0.0.1:${port}`,
    viewport: { width: 1440, height: 900 },
    colorScheme: 'light',
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
    launchOptions: {
      executablePath: chromium,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  webServer: {
    command: `"${binary}" serve --access open --listen 127.0.0.1:${port} --data "${data}"`,
    url: `http://127.0.0.1:${port}/healthz`,
    // Its complaints belong to the report, its daily log does not.
    env: { RUST_LOG: 'warn' },
    reuseExistingServer: false,
    timeout: 30_000,
    stdout: 'ignore',
    stderr: 'pipe',
  },
});
