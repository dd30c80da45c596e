// Makes style/icons.svg from the icons of npm's lucide-static, which has to be installed beside:
//   npm install --prefix /tmp/icons lucide-static@1.62.0 && node style/icons.mjs /tmp/icons
// Roles are found by their id in the catalogue, so a new role is a line here.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const ROLES = {
  gateway: 'door-open', publisher: 'square-pen', devportal: 'store', 'traffic-manager': 'gauge',
  'key-manager': 'key-round', 'is-key-manager': 'user-round-key', 'all-in-one': 'boxes', 'load-balancer': 'split', database: 'database',
  'shared-storage': 'folder-sync', 'analytics-worker': 'sigma', 'analytics-dashboard': 'chart-column',
  client: 'monitor-smartphone', 'backend-service': 'server',
  // What stands for a host or a zone that is collapsed.
  'collapsed-host': 'hard-drive', 'collapsed-zone': 'boxes',
};
const OTHERS = [
  'align-end-horizontal', 'align-end-vertical', 'align-horizontal-distribute-center', 'align-start-horizontal',
  'align-start-vertical', 'align-vertical-distribute-center',
  'arrow-left', 'arrow-right', 'check', 'chevron-down', 'chevron-left', 'chevron-right', 'chevron-up', 'circle-alert', 'circle-check', 'circle-help', 'circle-user', 'cloud-off',
  'copy', 'download', 'ellipsis', 'file-text', 'folder', 'hand', 'hard-drive', 'image', 'info', 'languages', 'layout-template',
  'link-2', 'list-tree', 'loader-circle', 'locate-fixed', 'lock', 'log-out', 'magnet', 'maximize', 'minus', 'mouse-pointer-2', 'network', 'pencil', 'plus', 'presentation',
  'redo-2', 'search', 'share-2', 'sticky-note', 'sun-moon', 'trash-2', 'triangle-alert', 'undo-2', 'upload', 'users', 'wand-sparkles', 'x',
];

const from = join(process.argv[2] ?? '/tmp/icons', 'node_modules/lucide-static/icons');
const symbol = (id, name) => {
  const svg = readFileSync(join(from, `${name}.svg`), 'utf8');
  const body = svg.replace(/<!--[\s\S]*?-->/, '').match(/<svg[^>]*>([\s\S]*)<\/svg>/)[1].replace(/\s+/g, ' ').trim();
  return `<symbol id="${id}" viewBox="0 0 24 24">${body}</symbol>`;
};
const symbols = [
  ...Object.entries(ROLES).map(([role, name]) => symbol(`role-${role}`, name)),
  ...OTHERS.map((name) => symbol(name, name)),
];
writeFileSync(
  new URL('icons.svg', import.meta.url),
  `<svg xmlns="http://www.w3.org/2000/svg" fill="none" stroke="currentColor" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round">\n${symbols.join('\n')}\n</svg>\n`,
);
