// Ours and the peers behind one face: open a scene, say where the view is, show 100 %, tell what a gesture has done.
import { middleOf } from './figures.mjs';
import { Hands, prepared } from './hands.mjs';
import { fullSize } from './scene.mjs';

/** Longer than this and a page counts as one that does not open. */
const OPENING = 30_000;
/** After a design has come in. */
const SETTLED = 1_000;
const SIZE = { width: 1600, height: 900 };

/** A page that was not there in time, or where not all was done in time. */
export class GivenUp extends Error {}

/** A fresh visitor: nothing in the cache, nothing stored. */
async function visitor(browser, { shown, usable }) {
  const context = await browser.newContext({ viewport: SIZE, colorScheme: 'light', reducedMotion: 'no-preference' });
  await context.addInitScript(prepared(shown, usable));
  return context.newPage();
}

/** Closes a page, also one that is too busy to hear of it. */
export async function leave(page) {
  await Promise.race([page.context().close(), new Promise((done) => setTimeout(done, 10_000))]);
}

/** Opens an address, each time as a new visitor, and stays with the last; the times are the middle of all. */
async function open(browser, app, address, times = 1) {
  const firsts = [];
  const usables = [];
  for (let time = 1; ; time += 1) {
    const opened = await visited(browser, app, address);
    firsts.push(opened.first);
    usables.push(opened.usable);
    if (time >= times) return { ...opened, first: middleOf(firsts), usable: middleOf(usables) };
    await leave(opened.page);
  }
}

/** Opens an address and returns when its cards can be used, with the milliseconds from the navigation to that and to the first card on the screen. */
async function visited(browser, app, address) {
  const page = await visitor(browser, app);
  const complaints = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  try {
    await page.goto(address, { waitUntil: 'commit', timeout: OPENING });
    await page.waitForFunction(() => window.__hands?.usable > 0, undefined, { timeout: OPENING, polling: 50 });
  } catch (error) {
    // A page that is wrong is our mistake, not its slowness.
    if (complaints.length > 0) throw new Error(`${app.name}: ${complaints.join('; ')}`);
    if (error.name === 'TimeoutError') throw new GivenUp(`${app.name} does not open`);
    throw error;
  }
  const { first, usable } = await page.evaluate(() => ({ first: window.__hands.first, usable: window.__hands.usable }));
  return { page, first, usable, hands: await Hands.on(page) };
}

/** A place on a card that nothing lies over. */
function onCard(page) {
  return page.evaluate(() => {
    for (const card of document.querySelectorAll('.node')) {
      const { left, top, width, height } = card.getBoundingClientRect();
      const at = { x: left + width / 2, y: top + height / 2 };
      if (document.elementFromPoint(at.x, at.y)?.closest('.node') === card) return at;
    }
    throw new Error('no card is in view');
  });
}

/** Renames a node that is in view, and says what the worker beside the page needed to check the design after each: milliseconds of its thread. */
async function renamed(page, hands, times) {
  await hands.click(await onCard(page));
  const worker = page.workers().find((worker) => worker.url().endsWith('/worker_loader.js'));
  await worker.evaluate(() => {
    const answer = self.onmessage;
    self.checked = 0;
    self.onmessage = (event) => {
      performance.mark('checking');
      answer.call(self, event);
      performance.mark('checked');
      self.checked += 1;
    };
  });
  const browser = page.context().browser();
  await browser.startTracing(page, { categories: ['blink.user_timing'] });
  const name = page.getByRole('complementary', { name: 'Inspector' }).getByLabel('Name', { exact: true });
  for (let time = 1; time <= times; time += 1) {
    await name.fill(`renamed-${time}`);
    await name.press('Enter');
    const patience = Date.now() + 10_000;
    while ((await worker.evaluate(() => self.checked)) < time) {
      if (Date.now() > patience) throw new Error('a new name was not checked');
      await new Promise((done) => setTimeout(done, 20));
    }
    await hands.settle();
  }
  return betweenMarks(JSON.parse(await browser.stopTracing()).traceEvents, 'checking', 'checked');
}

/** What a thread needed from each mark to the next one: milliseconds, in the order of time. */
function betweenMarks(events, from, to) {
  const marks = events.filter(({ name, tts }) => (name === from || name === to) && tts !== undefined).sort((a, b) => a.tts - b.tts);
  return marks.flatMap(({ name, tts }, at) => (name === to ? [(tts - marks[at - 1].tts) / 1_000] : []));
}

/** The console itself, with a design that came in by its start page. */
export class Ours {
  constructor(app, base) {
    Object.assign(this, { app, base });
  }

  /** Opens a scene's file as a user does, and returns the address at which it is kept. */
  async store(browser, scene) {
    const page = await visitor(browser, this.app);
    await page.goto(this.base);
    await page.getByLabel('Design file').setInputFiles(scene.file);
    await page.waitForURL('**/designs/*', { timeout: 60_000 });
    const address = page.url();
    await leave(page);
    // The server looks at what has come in, and the browser ends a process: neither is part of opening.
    await new Promise((done) => setTimeout(done, SETTLED));
    return address;
  }

  async open(browser, scene, _stage, times) {
    const opened = await open(browser, this.app, await this.store(browser, scene), times);
    const { page, hands } = opened;
    await hands.settle();
    return {
      ...opened,
      view: () => page.evaluate(() => {
        const { a, e, f } = new DOMMatrix(getComputedStyle(document.querySelector('.viewport')).transform);
        return { x: e, y: f, zoom: a };
      }),
      fit: () => page.getByRole('button', { name: 'Show all' }).click(),
      full: () => page.locator('.zoom').click(),
      // What is being dragged is an element at every zoom.
      place: async (id, pane, view) => {
        const box = await page.locator(`.node[data-node-id="${id}"]`).boundingBox();
        return box && { x: (box.x - pane.left - view.x) / view.zoom, y: (box.y - pane.top - view.y) / view.zoom };
      },
      selected: async () => {
        const said = await page.getByRole('complementary', { name: 'Inspector' }).innerText();
        const counts = [...said.matchAll(/(\d+) (?:nodes?|links?)\b/g)].map((count) => Number(count[1]));
        return counts.reduce((sum, count) => sum + count, 0);
      },
      renamed: (times) => renamed(page, hands, times),
    };
  }

  /** Where the pane is in the page, the same for every scene. */
  async pane(browser, scene) {
    const { page } = await this.open(browser, scene);
    const box = await page.locator('.canvas').boundingBox();
    await leave(page);
    return { left: box.x, top: box.y, width: box.width, height: box.height };
  }
}

/** A page that draws the scene with a peer's library, in a pane of the same size and place. */
export class Peer {
  constructor(app, base) {
    Object.assign(this, { app, base });
  }

  async open(browser, scene, { pane, fitted }, times) {
    const query = new URLSearchParams({ scene: scene.name, ...pane, ...fitted });
    const address = `${this.base}/${this.app.page}.html?${query}&${this.app.options ?? ''}`;
    const opened = await open(browser, this.app, address, times);
    const { page, hands } = opened;
    await hands.settle();
    const bench = (name, ...given) => page.evaluate(([name, given]) => window.bench[name]?.(...given), [name, given]);
    return {
      ...opened,
      view: () => bench('view'),
      fit: () => bench('show', fitted),
      full: async () => {
        await bench('cull', true);
        await bench('show', fullSize(fitted, pane));
      },
      place: (id) => bench('place', id),
      selected: () => bench('selected'),
    };
  }
}
