import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Browser, type Page } from '@playwright/test';

export const binary = process.env.TOPOLOGY_DESIGNER_BIN ?? '../target/debug/topology-designer';
const PASSWORD = 'correct horse battery';

export async function freePort() {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as { port: number };
  await new Promise((done) => server.close(done));
  return port;
}

/** A console of its own, and what it printed when it started. */
export class Console {
  printed = '';
  private child!: ChildProcess;
  private readonly data = mkdtempSync(join(tmpdir(), 'topology-designer-teams-'));

  private constructor(
    readonly base: string,
    private readonly args: string[],
  ) {}

  /** One with a database of its own, unless `args` name another. */
  static async start(access: string, args: string[] = []) {
    const started = new Console(`http://127.0.0.1:${await freePort()}`, ['--access', access, ...args]);
    if (!args.includes('--database')) started.args.push('--data', started.data);
    await started.again();
    return started;
  }

  /** The same one anew, after it was stopped or killed. */
  async again() {
    this.child = spawn(binary, ['serve', '--listen', this.base.slice('http://'.length), ...this.args], {
      env: { ...process.env, RUST_LOG: 'warn' },
    });
    for (const stream of [this.child.stdout!, this.child.stderr!]) stream.on('data', (text) => (this.printed += String(text)));
    const answers = async () => {
      if (this.child.exitCode !== null) throw new Error(`the console ended: ${this.printed}`);
      return (await fetch(`${this.base}/healthz`).catch(() => null))?.ok;
    };
    await expect.poll(answers, { timeout: 30_000 }).toBe(true);
  }

  /** An address that it printed. */
  address(pattern: RegExp) {
    return this.printed.match(pattern)![0];
  }

  /** Gone between two instructions, as with a machine that loses power. */
  async kill() {
    const gone = new Promise((done) => this.child.once('exit', done));
    this.child.kill('SIGKILL');
    await gone;
  }

  stop() {
    this.child.kill();
    rmSync(this.data, { recursive: true, force: true });
  }
}

/** A person at a browser of their own. */
export async function person(browser: Browser) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  return context.newPage();
}

/** Makes an account on the page that an invitation leads to. */
export async function comeIn(page: Page, name: string, email?: string) {
  if (email) await page.getByLabel('Mail address').fill(email);
  await page.getByLabel('Your name').fill(name);
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Come in' }).click();
  await expect(page.getByRole('heading', { name: 'Designs', level: 1 })).toBeVisible();
}

/** The first person of a console, who administers it. */
export async function first(browser: Browser, console_: Console) {
  const page = await person(browser);
  await page.goto(console_.address(/http\S+\/join#\S+/));
  await comeIn(page, 'Ada', 'ada@example.com');
  return page;
}

export async function signIn(page: Page, email: string, password = PASSWORD) {
  await page.getByLabel('Mail address').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

/** Asks somebody in, and gives the address that they are sent. */
export async function invite(page: Page, email: string, role: string) {
  await page.getByRole('link', { name: /^Account of/ }).click();
  await page.getByRole('link', { name: 'Main' }).click();
  await page.getByLabel('Mail address').fill(email);
  await page.getByLabel('Role', { exact: true }).last().selectOption(role);
  await page.getByRole('button', { name: 'Make an invitation' }).click();
  return page.getByLabel(/^The invitation of/).inputValue();
}
