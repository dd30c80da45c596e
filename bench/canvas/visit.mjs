// One visit: open a scene, do everything that is measured, each gesture the same for all.
import { leave } from './apps.mjs';
import { Hands, prepared } from './hands.mjs';
import { cell, clear, gap, middle } from './scene.mjs';

/** Steps of a drag, of a zoom, a pan or a marquee, and of dragging many: half of them out, half of them back. */
const DRAG = 60;
const VIEW = 24;
const MANY = 30;
/** How often the small form opens a page each time: a single opening may take twice as long as the one before. */
const OPENINGS = 3;
/** Edits of which each is checked. */
const EDITS = 9;
/** What is selected and dragged together. */
const BLOCK = { columns: 5, rows: 10 };
/** How near to the pointer a dragged card lies: it snaps to its neighbours. */
const SNAP = 24;
const REST = 5;

/** All that one visit measures; `whole`, or as little as the small form compares. */
export async function visit(subject, browser, scene, stage, whole) {
  const opened = await subject.open(browser, scene, stage, whole ? 1 : OPENINGS);
  try {
    const measured = { first: opened.first, usable: opened.usable };
    await opened.fit();
    await opened.hands.settle();
    measured.memory = await opened.hands.memory();
    const act = new Act(subject.app, opened, scene, stage.pane);
    measured.all = await act.everything(whole);
    if (whole) {
      measured.full = await act.fullSize();
      measured.edits = await act.edits();
    }
    return measured;
  } finally {
    await leave(opened.page);
  }
}

class Act {
  constructor(app, opened, scene, pane) {
    Object.assign(this, { app, opened, scene, pane, hands: opened.hands });
    // One that no marquee is drawn over, and one that is in view at 100 %.
    this.dragged = cell(scene, Math.max(Math.floor(scene.columns / 2), BLOCK.columns + 1), Math.floor(scene.rows / 2) + 1);
    this.central = cell(scene, Math.max(Math.floor(scene.columns / 2), BLOCK.columns), Math.floor(scene.rows / 2));
  }

  async everything(whole) {
    const view = await this.opened.view();
    this.inView(view);
    const margin = { x: 16, y: this.pane.height / 2 };
    const measured = {
      drag: await this.gesture(() => this.drag(view, this.dragged)),
      zoom: await this.gesture(() => this.zoom(view, margin)),
    };
    if (whole) {
      measured.pan = await this.gesture(() => this.pan(margin));
      const middleOfBlock = cell(this.scene, Math.floor(BLOCK.columns / 2), Math.floor(BLOCK.rows / 2));
      const panned = await this.opened.view();
      measured.marquee = await this.gesture(() => this.marquee(panned));
      measured.many = await this.gesture(() => this.drag(panned, middleOfBlock, MANY));
      await this.hands.click(this.onPage(margin));
    }
    return measured;
  }

  async fullSize() {
    await this.opened.full();
    await this.hands.settle();
    const view = await this.opened.view();
    if (Math.abs(view.zoom - 1) > 0.001) throw new Error(`${this.app.name} is at ${view.zoom}, not at 100 %`);
    const spot = clear(this.scene, view, cell(this.scene, Math.floor(this.scene.columns / 2) - 1, Math.floor(this.scene.rows / 2) - 1));
    return {
      drag: await this.gesture(() => this.drag(view, this.central)),
      zoom: await this.gesture(() => this.zoom(view, spot)),
      pan: await this.gesture(() => this.pan(spot)),
    };
  }

  /** What checking took after each of some edits, for who checks. */
  async edits() {
    return this.opened.renamed?.(EDITS);
  }

  /** What a step of it needs, and which tasks held the page up between its first press and its rest. */
  async gesture(done) {
    await this.hands.settle();
    await this.hands.long();
    const step = await done();
    await this.hands.settle(5_000);
    return { ...step, long: await this.hands.long() };
  }

  drag(view, id, steps = DRAG) {
    const way = this.way(middle(this.scene, view, id), { x: 3, y: 2 }, steps);
    return this.hands.drag(way, async (far) => {
      const place = await this.opened.place(id, this.pane, view);
      const began = this.scene.places[id];
      const moved = place && { x: (place.x - began.x) * view.zoom, y: (place.y - began.y) * view.zoom };
      const [x, y] = [far.x - way.from.x, far.y - way.from.y];
      if (!moved || Math.hypot(moved.x - x, moved.y - y) > SNAP) throw new Error(`${this.app.name}: ${id} was dragged by ${JSON.stringify(moved)} and not ${x}, ${y}`);
    });
  }

  async pan(from) {
    const view = await this.opened.view();
    const way = { ...this.way(from, { x: 9, y: 5 }, VIEW), ...this.app.pan };
    return this.hands.drag(way, async (far) => {
      const now = await this.opened.view();
      if (Math.hypot(now.x - view.x - far.x + way.from.x, now.y - view.y - far.y + way.from.y) > SNAP) {
        throw new Error(`${this.app.name} was not panned`);
      }
    });
  }

  zoom(view, at) {
    return this.hands.zoom(this.onPage(at), VIEW, this.app.zoom, async () => {
      const { zoom } = await this.opened.view();
      if (zoom <= view.zoom * 1.05) throw new Error(`${this.app.name} was not zoomed`);
    });
  }

  async marquee(view) {
    const from = { x: 44, y: 44 };
    const end = gap(this.scene, view, cell(this.scene, BLOCK.columns - 1, BLOCK.rows - 1));
    const along = (part) => this.onPage({ x: from.x + (end.x - from.x) * part, y: from.y + (end.y - from.y) * part });
    const way = Array.from({ length: VIEW }, (_, at) => along((at + 1) / VIEW));
    const measured = await this.hands.drag(
      { from: this.onPage(from), way, far: along(1), end: along(1), ...this.app.marquee },
      async () => {},
    );
    const selected = await this.opened.selected();
    if (selected < BLOCK.columns * BLOCK.rows) throw new Error(`${this.app.name} selected ${selected} by marquee`);
    return measured;
  }

  /** Out and back by the same step each time, but for some pixels: where it began, a drag counts as none. */
  way(from, by, steps) {
    const half = steps / 2;
    const at = (step) => this.onPage({ x: from.x + by.x * step, y: from.y + by.y * step });
    const way = Array.from({ length: steps }, (_, step) => at(step < half ? step + 1 : steps - step - 1));
    return { from: at(0), way, far: at(half), end: this.onPage({ x: from.x + REST, y: from.y + REST }) };
  }

  onPage({ x, y }) {
    return { x: x + this.pane.left, y: y + this.pane.top };
  }

  /** Everything is in view, or the figures are of something else. */
  inView(view) {
    for (const id of this.scene.order) {
      const { x, y } = middle(this.scene, view, id);
      if (x < 0 || y < 0 || x > this.pane.width || y > this.pane.height) {
        throw new Error(`${this.app.name} at ${view.zoom} does not show ${id}: not everything is in view`);
      }
    }
  }
}

/** The same steps over a page with nothing in it: what is not the fault of anybody. */
export async function nothing(browser, address) {
  const context = await browser.newContext();
  await context.addInitScript(prepared('true'));
  const page = await context.newPage();
  await page.goto(address);
  const hands = await Hands.on(page);
  const step = await hands.series(DRAG, (at) => hands.mouse('mouseMoved', { x: 100 + at * 3, y: 100 + at * 2 }));
  await context.close();
  return { task: step.task, script: step.script };
}
