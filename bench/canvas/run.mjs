// node run.mjs --server PATH [--small] [--write FILE] [--raw FILE] [--scenes 100,1000] [--runs 7] [--only NAME]
//
// With --raw a run that was cut off goes on where it was, if the browser and the commit are still the same: what was
// measured before is in that file after each visit.
//
// Draws the same scenes with ours and the peers in one Chromium, drives all with the same events in turn, and writes
// the table, or (--small) compares what was measured with the limits.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright';
import { GivenUp, Ours, Peer } from './apps.mjs';
import { pages, serve } from './build.mjs';
import { judge } from './judge.mjs';
import { OURS, PEERS } from './peers.mjs';
import { update } from './readme.mjs';
import { fitted, scene } from './scene.mjs';
import { page as table } from './table.mjs';
import { nothing, visit } from './visit.mjs';

const { values: asked } = parseArgs({
  options: {
    server: { type: 'string' }, small: { type: 'boolean', default: false }, write: { type: 'string' }, raw: { type: 'string' },
    scenes: { type: 'string' }, runs: { type: 'string' }, only: { type: 'string' }, commit: { type: 'string', default: 'unknown' },
  },
});
const limits = JSON.parse(readFileSync(join(import.meta.dirname, 'limits.json'), 'utf8'));
const sizes = (asked.scenes?.split(',') ?? (asked.small ? limits.scenes : ['100', '1000', '5000'])).map(Number);
const runs = Number(asked.runs ?? (asked.small ? limits.runs : 7));
// The first visit of all warms up the machine; the small form takes the middle of some instead.
const warmUps = asked.small || runs === 1 ? 0 : 1;
const SEED = 1;

const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync);
const launch = () => chromium.launch({ executablePath, args: FLAGS });

async function freePort() {
  const server = createServer();
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address();
  await new Promise((done) => server.close(done));
  return port;
}

/** Starts the console, its data in a folder of its own. */
async function start(program, data) {
  const base = `http://127.0.0.1:${await freePort()}`;
  const child = spawn(program, ['serve', '--access', 'open', '--listen', base.slice(7), '--data', data], { env: { ...process.env, RUST_LOG: 'warn' }, stdio: ['ignore', 'ignore', 'inherit'] });
  for (let tries = 0; tries < 100; tries += 1) {
    const answer = await fetch(`${base}/healthz`).catch(() => null);
    if (answer?.ok) return { base, stop: () => child.kill() };
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error('the console did not start');
}

/** What a run that was cut off has measured: nothing where it was of something else. */
function earlier(now) {
  if (!asked.raw || !existsSync(asked.raw)) return [];
  const then = JSON.parse(readFileSync(asked.raw, 'utf8'));
  return Object.keys(now).every((name) => now[name] === then[name]) ? then.measured : [];
}

/** A visit that takes longer than this is given up: a page may open in time and then need minutes for each step. */
const LONGEST = 300_000;

/** A visit, as long as it may take. */
async function timely(visited) {
  let timer;
  const late = new Promise((_, fail) => {
    timer = setTimeout(() => fail(new GivenUp('a visit does not end')), LONGEST);
  });
  // Its page is closed then, of which it complains.
  visited.catch(() => {});
  return Promise.race([visited, late]).finally(() => clearTimeout(timer));
}

/** An event may get lost on a machine that is busy; one that is lost again is a mistake. */
async function twice(attempt) {
  try {
    return await attempt();
  } catch (error) {
    if (error instanceof GivenUp) throw error;
    console.error(`once more: ${error.message}`);
    return attempt();
  }
}

const folder = mkdtempSync(join(tmpdir(), 'bench-canvas-'));
const designer = await start(asked.server, join(folder, 'data'));
const peers = asked.small ? PEERS.slice(0, 1) : PEERS;
const files = await pages(peers);
const scenes = sizes.map((nodes) => scene(asked.server, nodes, SEED, folder));
for (const { name, drawing } of scenes) files.set(`/${name}.json`, Buffer.from(JSON.stringify(drawing)));
const site = await serve(files);
const ours = new Ours(OURS, designer.base);
const subjects = [ours, ...peers.map((peer) => new Peer(peer, site.base))].filter(({ app }) => !asked.only || asked.only.split(',').includes(app.name));

let browser = await launch();
const measured = [];
let failed = false;
try {
  const version = browser.version();
  const idle = await nothing(browser, `${site.base}/nothing.html`);
  const result = () => ({ chromium: version, commit: asked.commit, runs: runs - warmUps, idle, measured });
  const before = earlier({ chromium: version, commit: asked.commit, runs: runs - warmUps });
  const pane = await ours.pane(browser, scene(asked.server, 10, SEED, folder));
  for (const one of scenes) {
    const stage = { pane, fitted: fitted(one, pane) };
    const known = before.find(({ scene }) => scene === one.name);
    const seen = known?.seen ?? Object.fromEntries(subjects.map(({ app }) => [app.name, []]));
    measured.push({ scene: one.name, nodes: one.nodes, links: one.drawing.links.length, stage, seen });
    for (let run = 0; run < runs; run += 1) {
      for (let turn = 0; turn < subjects.length; turn += 1) {
        const subject = subjects[(run + turn) % subjects.length];
        const { name } = subject.app;
        if (seen[name] === null || seen[name].length > Math.max(run - warmUps, 0)) continue;
        const began = Date.now();
        const figures = await twice(() => timely(visit(subject, browser, one, stage, !asked.small))).catch(async (error) => {
          if (!(error instanceof GivenUp)) throw error;
          // Its process still works at it; the others are not to pay for that.
          await browser.close();
          browser = await launch();
          return null;
        });
        console.error(`${one.name} ${run + 1}/${runs} ${name}: ${figures ? 'done' : 'given up'}, ${Math.round((Date.now() - began) / 1_000)} s`);
        if (figures === null) seen[name] = null;
        else if (run >= warmUps) seen[name].push(figures);
        if (asked.raw) writeFileSync(asked.raw, JSON.stringify(result(), null, 1));
      }
    }
  }
  if (asked.write) {
    // What `cargo xtask bench server` wrote below stays.
    const below = existsSync(asked.write) ? /\n<!-- the server on [^]*$/.exec(readFileSync(asked.write, 'utf8')) : null;
    writeFileSync(asked.write, table(result()) + (below?.[0] ?? ''));
    update();
  }
  if (asked.small) failed = !judge(result(), limits);
} finally {
  await browser.close();
  site.close();
  designer.stop();
  rmSync(folder, { recursive: true, force: true });
}
process.exit(failed ? 1 : 0);
