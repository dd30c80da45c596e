// The pages of the peers: bundled and minified for production, packed as our server packs its client, served alike.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { build } from 'esbuild';

const here = import.meta.dirname;
const TYPES = { html: 'text/html; charset=utf-8', js: 'text/javascript; charset=utf-8', css: 'text/css; charset=utf-8', json: 'application/json' };

/** Every file by its path. */
export async function pages(peers) {
  const files = new Map();
  const entryPoints = peers.map(({ page, entry }) => ({ in: join(here, 'peers', entry), out: page }));
  const built = await build({
    entryPoints, bundle: true, minify: true, write: false, outdir: '/', format: 'esm', target: 'es2022', jsx: 'automatic', legalComments: 'none',
    define: { 'process.env.NODE_ENV': '"production"' }, loader: { '.gif': 'dataurl', '.png': 'dataurl' },
  });
  for (const file of built.outputFiles) files.set(file.path, Buffer.from(file.contents));
  const template = readFileSync(join(here, 'peers/page.html'), 'utf8');
  for (const { page } of peers) files.set(`/${page}.html`, Buffer.from(template.replaceAll('PAGE', page)));
  // What the driver itself costs is measured on a page with nothing in it.
  files.set('/nothing.html', Buffer.from('<!doctype html><title>Nothing</title>'));
  return files;
}

/** Serves the files, packed before the first of them is asked for. */
export async function serve(files) {
  const packed = new Map();
  for (const [path, plain] of files) {
    const etag = `"${createHash('sha256').update(plain).digest('base64url').slice(0, 16)}"`;
    packed.set(path, { etag, type: TYPES[path.split('.').pop()], body: brotliCompressSync(plain) });
  }
  const server = createServer((request, response) => {
    const file = packed.get(new URL(request.url, 'http://x').pathname);
    if (!file) return void response.writeHead(404).end();
    const common = { etag: file.etag, 'cache-control': 'no-cache', vary: 'accept-encoding' };
    if (request.headers['if-none-match'] === file.etag) return void response.writeHead(304, common).end();
    response.writeHead(200, { ...common, 'content-type': file.type, 'content-encoding': 'br' }).end(file.body);
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  return { base: `http://127.0.0.1:${server.address().port}`, close: () => server.close() };
}
