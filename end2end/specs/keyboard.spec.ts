import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { DesignsPage } from '../pages/DesignsPage.ts';
import { Keyboard } from '../pages/Keyboard.ts';
import { expect, test } from '../pages/test.ts';

const binary = process.env.TOPOLOGY_DESIGNER_BIN ?? '../target/debug/topology-designer';

interface Node { id: string; role: string; name: string; host?: string; hostname?: string; settings?: Record<string, unknown> }
interface Host { id: string; hostname: string; address: string }
interface Link { from: string; to: string; kind: string }
interface Design { name: string; environment: string; settings: Record<string, unknown>; hosts: Host[]; nodes: Node[]; links: Link[] }

/** What a design says, without the ids and the places, which a person does not type. */
function told(design: Design) {
  const name = (id: string) => design.nodes.find((node) => node.id === id)!.name;
  const host = (id?: string) => design.hosts.find((host) => host.id === id)?.hostname ?? '';
  const defaults: Record<string, unknown> = { kind: 'nginx', sticky: true, 'share.kind': 'nfs' };
  const given = (settings: Record<string, unknown> = {}) => Object.entries(settings).filter(([key, value]) => defaults[key] !== value).sort();
  return {
    head: [design.name, design.environment, given(design.settings)],
    hosts: design.hosts.map((host) => `${host.hostname} ${host.address}`).sort(),
    nodes: design.nodes.map((node) => [node.role, node.name, host(node.host), node.hostname ?? '', given(node.settings)]).sort(),
    links: design.links.map((link) => `${name(link.from)} ${link.kind} ${name(link.to)}`).sort(),
  };
}

/** The pattern as the program has it. */
const pattern = () => JSON.parse(execFileSync(binary, ['templates', 'show', 'guide-ha'], { encoding: 'utf8' })) as Design;

/** The design that is open, as the server has it. */
async function saved(page: Page) {
  await expect(page.getByText('Saved', { exact: true })).toBeVisible();
  return (await (await page.request.get(`${page.url()}/design.json`)).json()) as Design;
}

test('a highly available deployment is drawn, checked and exported with the keyboard alone', async ({ page }) => {
  test.setTimeout(480_000);
  const wanted = pattern();
  const keys = new Keyboard(page);
  const role = new Map([
    ['gateway', 'Gateway'], ['publisher', 'Publisher'], ['devportal', 'Developer Portal'], ['traffic-manager', 'Traffic Manager'],
    ['key-manager', 'Key Manager'], ['load-balancer', 'Load balancer'], ['database', 'Database'], ['shared-storage', 'Shared storage'], ['client', 'API client'],
  ]);
  const verb = new Map([
    ['calls', 'calls'], ['balances', 'balances'], ['validates-with', 'validates keys with'], ['sends-policies-to', 'sends policies to'],
    ['publishes-to', 'publishes APIs to'], ['shows', 'shows addresses of'], ['opens', 'links people to'], ['reports-to', 'reports events to'],
    ['stores-in', 'stores in'], ['mounts', 'keeps folders on'],
  ]);

  // A new design: its name, what it is for, who administers it.
  await page.goto('/');
  await expect(page.getByRole('region', { name: 'New design' })).toContainText('Highly available');
  await keys.tabTo(/^Empty drawing/);
  await keys.press('Enter');
  await expect(page.getByRole('heading', { name: 'New design', level: 1 })).toBeVisible();
  await keys.press('F6', 'F6');
  await keys.tabTo('Name');
  await keys.write(wanted.name);
  await keys.press('Enter');
  await expect(page.getByRole('heading', { name: wanted.name, level: 1 })).toBeVisible();
  await keys.tabTo('Environment');
  await page.keyboard.type('Prod');
  await keys.tabTo('Administrator');
  await keys.press('Enter');
  await keys.press('Tab');
  await keys.write(wanted.settings['admin.username'] as string);
  await keys.press('Enter');

  // Machines with what runs on them.
  await keys.command('Show the outline');
  const add = async (node: Node) => {
    await keys.press('Insert');
    const title = role.get(node.role)!;
    const ask = page.getByRole('dialog', { name: /^Add a node/ });
    await expect(ask.getByRole('combobox')).toBeFocused();
    await keys.take(title);
    await expect(ask).toBeHidden();
    await expect(keys.tree).toBeFocused();
    await keys.at(new RegExp(`^${title} \\d+, ${title}`));
    const fresh = (await keys.row()).split(',')[0]!;
    if (fresh === node.name && !node.hostname && !node.settings?.['share.path']) return;
    await keys.press('F2');
    await expect(page.getByRole('textbox', { name: 'Name', exact: true })).toBeFocused();
    await keys.write(node.name);
    await keys.press('Enter');
    if (node.hostname) {
      await keys.tabTo('Host name');
      await keys.write(node.hostname);
      await keys.press('Enter');
    }
    if (node.settings?.['share.path']) {
      await keys.tabTo('Share');
      if (!(await page.getByRole('textbox', { name: 'Exported folder' }).isVisible())) await keys.press('Enter');
      await keys.tabTo('Exported folder');
      await keys.write(node.settings['share.path'] as string);
      await keys.press('Enter');
    }
    await keys.back();
    await keys.at(new RegExp(`^${node.name},`));
  };
  for (const host of wanted.hosts) {
    await keys.command('Add a host');
    await keys.press('ControlOrMeta+Shift+o');
    await expect(keys.tree).toBeFocused();
    await keys.at(/^Host h\d+\.example\.com, 0 nodes/);
    await keys.press('F2');
    await expect(page.getByRole('textbox', { name: 'Host name' })).toBeFocused();
    await keys.write(host.hostname);
    await keys.press('Enter');
    await keys.tabTo('IP address');
    await keys.write(host.address);
    await keys.press('Enter');
    await keys.back();
    await keys.at(new RegExp(`^Host ${host.hostname}, ${host.address}, .*0 nodes`));
    for (const node of wanted.nodes.filter((node) => node.host === host.id)) await add(node);
  }
  // And what is on none of them.
  for (const node of wanted.nodes.filter((node) => !node.host)) {
    await keys.press('Escape');
    await add(node);
  }
  await expect.poll(async () => told(await saved(page)).nodes).toEqual(told(wanted).nodes);

  // Links: first what stands behind the balancers, which says what they stand for.
  const name = (id: string) => wanted.nodes.find((node) => node.id === id)!.name;
  const order = [...wanted.links].sort((a, b) => Number(b.kind === 'balances') - Number(a.kind === 'balances') || a.from.localeCompare(b.from));
  let from = '';
  for (const link of order) {
    if (link.from !== from) {
      from = link.from;
      await keys.goTo(name(from));
    }
    await keys.press('Shift+C');
    const list = page.getByRole('dialog', { name: `Link ${name(from)} with…` });
    await expect(list.getByRole('combobox')).toBeFocused();
    await keys.take(name(link.to));
    const said = `${name(from)} ${verb.get(link.kind)} ${name(link.to)}`;
    const done = page.getByRole('status').filter({ hasText: said });
    const asked = page.getByRole('dialog', { name: 'What does this link mean?' });
    await expect(done.or(asked)).toBeAttached();
    if (await asked.isVisible()) {
      await keys.tabTo(new RegExp(`^${said}`));
      await keys.press('Enter');
      await expect(done).toBeAttached();
    }
    await expect(keys.tree).toBeFocused();
    await keys.at(new RegExp(`^${verb.get(link.kind)} ${name(link.to)},.* link$`));
    // From the link back to its node.
    await keys.press('ArrowLeft');
    await keys.at(new RegExp(`^${name(from)},`));
  }
  await expect(page.getByRole('button', { name: /^0 errors/ })).toBeVisible();
  expect(told(await saved(page))).toEqual(told(wanted));

  // Out with it.
  await keys.press('ControlOrMeta+Shift+e');
  await expect(page.getByText('The server found no error', { exact: false })).toBeVisible();
  await keys.tabTo('Download');
  const [download] = await Promise.all([page.waitForEvent('download'), keys.press('Enter')]);
  expect(download.suggestedFilename()).toMatch(/\.zip$/);
  expect(statSync(await download.path()).size).toBeGreaterThan(100_000);
});

test('what a group of settings holds is there before the next key', async ({ page }) => {
  const desk = await (await new DesignsPage(page).open()).begin('One of each');
  await desk.node('Gateway').click();
  const group = desk.inspector.getByText('CORS', { exact: true });
  await expect(group).toBeVisible();
  const fields = await group.evaluate(async (summary: HTMLElement) => {
    summary.click();
    // Only what was asked for by the click itself comes before a key: a key is a task, and so is the word that the
    // group is open.
    for (let turn = 0; turn < 20; turn++) await Promise.resolve();
    return summary.closest('details')!.querySelectorAll('input, textarea').length;
  });
  expect(fields).toBeGreaterThan(0);
});
