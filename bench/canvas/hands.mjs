// Real mouse events, one a picture, and what the page's main thread needed for them.

const BUTTONS = ['left', 'middle', 'right'];
const MASKS = [1, 4, 2];

/** A series ends early when it takes longer: what a peer needs a second for need not be done sixty times. */
const PATIENCE = 6_000;
const FEWEST = 4;

/** Before the page's own scripts: the next picture, tasks that hold it up, memory that scripts cannot see. */
export function prepared(shown, usable = shown) {
  return `(() => {
    if (window.__hands) return;
    const hands = window.__hands = { first: 0, usable: 0, long: [], memories: [] };
    const look = () => {
      const [seen, done] = [!hands.seen && (${shown}), ${usable}];
      if (seen) setTimeout(() => { hands.first = performance.now(); });
      hands.seen ||= seen;
      if (done) setTimeout(() => { hands.usable = performance.now(); });
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
    hands.picture = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    new PerformanceObserver((list) => hands.long.push(...list.getEntries().map((entry) => entry.duration))).observe({ type: 'longtask' });
    for (const name of ['instantiate', 'instantiateStreaming']) {
      const original = WebAssembly[name];
      WebAssembly[name] = async (...given) => {
        const made = await original(...given);
        const memory = (made.instance ?? made).exports.memory;
        if (memory) hands.memories.push(memory);
        return made;
      };
    }
  })()`;
}

export class Hands {
  constructor(page, cdp) {
    Object.assign(this, { page, cdp });
  }

  static async on(page) {
    const cdp = await page.context().newCDPSession(page);
    await cdp.send('Performance.enable', { timeDomain: 'threadTicks' });
    return new Hands(page, cdp);
  }

  /** Waits until everything that an event caused has been drawn. */
  picture() {
    return this.cdp.send('Runtime.evaluate', { expression: '__hands.picture()', awaitPromise: true });
  }

  mouse(type, at, more = {}) {
    return this.cdp.send('Input.dispatchMouseEvent', { type, x: at.x, y: at.y, pointerType: 'mouse', ...more });
  }

  /** Milliseconds of the main thread so far, and of them in scripts. */
  async spent() {
    const { metrics } = await this.cdp.send('Performance.getMetrics');
    const seconds = (name) => metrics.find((metric) => metric.name === name).value * 1_000;
    return { task: seconds('TaskDuration'), script: seconds('ScriptDuration'), nodes: seconds('Nodes') / 1_000, heap: seconds('JSHeapUsedSize') / 1_000 };
  }

  /** Does up to `steps` steps, one a picture, and says what one needed. */
  async series(steps, step) {
    const began = Date.now();
    const before = await this.spent();
    let done = 0;
    while (done < steps && (done < FEWEST || Date.now() - began < PATIENCE)) {
      await step(done);
      await this.picture();
      done += 1;
    }
    const after = await this.spent();
    return { task: (after.task - before.task) / done, script: (after.script - before.script) / done, steps: done };
  }

  /**
   * Presses at `from`, goes along `way` and says what a step needed; then on to `far`, where `check` looks at what it
   * has done, and lets go at `end`.
   */
  async drag({ from, way, far, end, button = 0, modifiers = 0 }, check) {
    const held = { button: BUTTONS[button], buttons: MASKS[button], modifiers };
    await this.mouse('mouseMoved', from, { modifiers });
    await this.picture();
    await this.mouse('mousePressed', from, { ...held, clickCount: 1 });
    await this.picture();
    // A hand that has just begun to move: thresholds are passed, elements for it are made.
    for (const by of [3, 6]) {
      await this.mouse('mouseMoved', { x: from.x + by, y: from.y + by }, held);
      await this.picture();
    }
    const measured = await this.series(way.length, (at) => this.mouse('mouseMoved', way[at], held));
    await this.mouse('mouseMoved', far, held);
    await this.picture();
    await check(far);
    await this.mouse('mouseMoved', end, held);
    await this.picture();
    await this.mouse('mouseReleased', end, { ...held, buttons: 0, clickCount: 1 });
    await this.picture();
    return measured;
  }

  async click(at) {
    await this.mouse('mouseMoved', at);
    await this.mouse('mousePressed', at, { button: 'left', buttons: 1, clickCount: 1 });
    await this.mouse('mouseReleased', at, { button: 'left', buttons: 0, clickCount: 1 });
    await this.picture();
  }

  /** Turns the wheel in and out again, half of the way each. */
  async zoom(at, steps, { delta, modifiers }, check) {
    await this.mouse('mouseMoved', at);
    const turn = (sign) => () => this.mouse('mouseWheel', at, { deltaX: 0, deltaY: sign * delta, modifiers });
    const inwards = await this.series(steps / 2, turn(-1));
    await check();
    const outwards = await this.series(inwards.steps, turn(1));
    const both = (name) => (inwards[name] + outwards[name]) / 2;
    return { task: both('task'), script: both('script'), steps: inwards.steps + outwards.steps };
  }

  /**
   * Waits until the page has nothing left to do: fonts, findings, textures, timers. One that draws all the time, as
   * Cytoscape.js does, is at rest when it does so evenly.
   */
  async settle(patience = 20_000) {
    const began = Date.now();
    let [quiet, even, last] = [0, 0, 0];
    let before = (await this.spent()).task;
    while (quiet < 2 && even < 6 && Date.now() - began < patience) {
      await new Promise((done) => setTimeout(done, 150));
      const now = (await this.spent()).task;
      const spent = now - before;
      quiet = spent < 5 ? quiet + 1 : 0;
      even = spent < 25 && Math.abs(spent - last) < 5 ? even + 1 : 0;
      [before, last] = [now, spent];
    }
  }

  /** Tasks over 50 ms since the last time this was asked. */
  async long() {
    const tasks = await this.page.evaluate(() => {
      const { long } = window.__hands;
      return long.splice(0);
    });
    return { count: tasks.length, longest: Math.max(0, ...tasks) };
  }

  /** Bytes in use once everything that can go has gone. */
  async memory() {
    await this.cdp.send('HeapProfiler.collectGarbage');
    const { heap, nodes } = await this.spent();
    const wasm = await this.page.evaluate(() => window.__hands.memories.reduce((sum, memory) => sum + memory.buffer.byteLength, 0));
    return { heap, wasm, nodes };
  }
}
