import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect } from '@playwright/test';
import { Console, freePort } from './team.ts';

/** The blocks of the README's chapter about teams: what is typed, and what nginx is told. */
function written() {
  const readme = readFileSync(resolve(import.meta.dirname, '../../README.md'), 'utf8');
  const chapter = readme.split('\n## A team\n')[1]!.split('\n## ')[0]!;
  const block = (language: string) => chapter.match(new RegExp('```' + language + '\n([^`]*)```'))![1]!;
  const [made, served] = block('sh').trim().split('\n');
  return { made: made!, served: served!, nginx: block('nginx') };
}

/** Every replacement has to find something: a test of other lines than the README's would show nothing. */
function instead(text: string, replacements: [string, string][]) {
  return replacements.reduce((text, [from, to]) => {
    expect(text).toContain(from);
    return text.replaceAll(from, to);
  }, text);
}

/**
 * The set-up for a team as the README has it: PostgreSQL, two servers, nginx. Ports, addresses and the places of files are this
 * machine's; all else is as it is written there.
 */
export class Setup {
  servers: Console[] = [];
  /** Where nginx listens. */
  port = 0;
  private nginx?: ChildProcess;
  private readonly folder = mkdtempSync(join(tmpdir(), 'topology-designer-setup-'));
  private readonly database: URL;

  constructor() {
    const given = process.env.TOPOLOGY_DESIGNER_POSTGRES;
    if (!given) throw new Error('TOPOLOGY_DESIGNER_POSTGRES has to name a PostgreSQL for tests, such as postgres://postgres@127.0.0.1:5432');
    this.database = new URL(given);
  }

  static async start() {
    const setup = new Setup();
    try {
      await setup.run();
    } catch (error) {
      setup.stop();
      throw error;
    }
    return setup;
  }

  private shell(line: string, input = '') {
    const { hostname, port, username } = this.database;
    const env = { ...process.env, PGHOST: hostname, PGPORT: port, PGUSER: decodeURIComponent(username) };
    // Without a terminal, what asks for a password reads it from here.
    return execFileSync('setsid', ['--wait', 'sh', '-c', line], { env, input, encoding: 'utf8' });
  }

  private async run() {
    const { made, served, nginx } = written();
    this.shell('dropdb --if-exists designs; dropuser --if-exists designer');
    this.shell(made, 'PASSWORD\nPASSWORD\n');
    const line = instead(served, [
      ['topology-designer serve --listen 0.0.0.0:8080 ', ''],
      ['@db.example.com/', `@${this.database.host}/`],
    ]);
    const [access, mode, ...rest] = line.split(' ');
    expect(access).toBe('--access');
    // At once: both find an empty database.
    this.servers = await Promise.all([Console.start(mode!, rest), Console.start(mode!, rest)]);

    const [certificate, key] = ['cert.pem', 'key.pem'].map((name) => join(this.folder, name));
    const subject = ['-subj', '/CN=designs.example.com', '-days', '2'];
    execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', key!, '-out', certificate!, ...subject], { stdio: 'ignore' });
    this.port = await freePort();
    const [one, two] = this.servers.map((server) => server.base.slice('http://'.length));
    const site = instead(nginx, [
      ['10.0.0.11:8080', one!],
      ['10.0.0.12:8080', two!],
      ['listen 443 ssl', `listen 127.0.0.1:${this.port} ssl`],
      ['/etc/ssl/designs.pem', certificate!],
      ['/etc/ssl/designs.key', key!],
    ]);
    // Started by root, it works as somebody else, who has to reach what it puts aside here.
    chmodSync(this.folder, 0o755);
    const file = join(this.folder, 'nginx.conf');
    const log = `log_format to '$upstream_addr $status $request_uri'; access_log ${this.folder}/access.log to;`;
    const places = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((of) => `${of}_temp_path ${this.folder}/${of};`).join(' ');
    writeFileSync(file, `daemon off; pid ${this.folder}/nginx.pid; error_log ${this.folder}/error.log; events {}\nhttp { ${log} ${places}\n${site}}\n`);
    this.nginx = spawn('nginx', ['-e', `${this.folder}/error.log`, '-c', file], { stdio: 'ignore' });
    const answers = () => fetch(`http://127.0.0.1:${this.port}/`).then((answer) => answer.status, () => 0);
    await expect.poll(answers).toBe(400);
  }

  /** The address that makes the first account, which one of the servers printed. */
  firstAccount() {
    return this.servers.map((server) => server.printed.match(/https:\S+\/join#\S+/)?.[0]).find(Boolean)!;
  }

  /** What nginx handed on, as `server status path`. */
  handedOn() {
    return readFileSync(`${this.folder}/access.log`, 'utf8').trim().split('\n');
  }

  stop() {
    this.nginx?.kill();
    for (const server of this.servers) server.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
