import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { freePort } from './team.ts';

const CLIENT = 'topology-designer';
export const SECRET = 'the secret of the client';

interface Asked {
  redirect: string;
  nonce: string;
  challenge: string;
}

const base64 = (value: object | Buffer) => (Buffer.isBuffer(value) ? value : Buffer.from(JSON.stringify(value))).toString('base64url');

async function body(request: IncomingMessage) {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return new URLSearchParams(text);
}

/** A provider of OpenID Connect at which one person is signed in, who says whether they go on. */
export class Provider {
  person: Record<string, unknown> = {};
  private readonly keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  private readonly codes = new Map<string, Asked>();
  private server!: Server;

  private constructor(readonly issuer: string) {}

  static async start() {
    const port = await freePort();
    const provider = new Provider(`http://127.0.0.1:${port}`);
    provider.server = createServer((request, response) => void provider.answer(request, response));
    await new Promise<void>((done) => provider.server.listen(port, '127.0.0.1', done));
    return provider;
  }

  /** What a console has to be told of it; the secret is in this file. */
  options(secret: string) {
    return ['--oidc-issuer', this.issuer, '--oidc-client-id', CLIENT, '--oidc-client-secret-file', secret, '--oidc-label', 'Example SSO'];
  }

  stop() {
    this.server.close();
    this.server.closeAllConnections();
  }

  private async answer(request: IncomingMessage, response: ServerResponse) {
    const { pathname, searchParams } = new URL(request.url!, this.issuer);
    const json = (value: object, status = 200) => response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
    switch (pathname) {
      case '/.well-known/openid-configuration':
        return json({
          issuer: this.issuer,
          authorization_endpoint: `${this.issuer}/authorize`,
          token_endpoint: `${this.issuer}/token`,
          jwks_uri: `${this.issuer}/jwks`,
        });
      case '/jwks':
        return json({ keys: [{ ...this.keys.publicKey.export({ format: 'jwk' }), kid: 'one', use: 'sig' }] });
      case '/authorize':
        return response.writeHead(200, { 'content-type': 'text/html' }).end(this.page(searchParams));
      case '/token': {
        const token = this.token(request.headers.authorization, await body(request));
        return token ? json({ id_token: token, access_token: 'none', token_type: 'Bearer' }) : json({ error: 'invalid_grant' }, 400);
      }
      default:
        return json({ error: 'not_found' }, 404);
    }
  }

  /** Where a person is asked whether they go on. */
  private page(asked: URLSearchParams) {
    const get = (name: string) => asked.get(name) ?? '';
    const code = randomBytes(16).toString('hex');
    this.codes.set(code, { redirect: get('redirect_uri'), nonce: get('nonce'), challenge: get('code_challenge') });
    const back = (query: string) => `${get('redirect_uri')}?${query}&state=${encodeURIComponent(get('state'))}`;
    return `<!doctype html><html lang="en"><title>Example SSO</title><h1>Example SSO</h1>
      <p><a href="${back(`code=${code}`)}">Go on</a> <a href="${back('error=access_denied')}">Turn back</a></p>`;
  }

  private token(authorization: string | undefined, form: URLSearchParams) {
    const pair = [CLIENT, SECRET].map((text) => encodeURIComponent(text).replaceAll('%20', '+')).join(':');
    const asked = this.codes.get(form.get('code') ?? '');
    this.codes.delete(form.get('code') ?? '');
    const challenge = base64(createHash('sha256').update(form.get('code_verifier') ?? '').digest());
    const fits = authorization === `Basic ${Buffer.from(pair).toString('base64')}`;
    if (!asked || !fits || challenge !== asked.challenge || form.get('redirect_uri') !== asked.redirect) return null;
    const now = Math.floor(Date.now() / 1000);
    const claims = { iss: this.issuer, aud: CLIENT, iat: now, exp: now + 300, nonce: asked.nonce, ...this.person };
    const signed = `${base64({ alg: 'ES256', kid: 'one' })}.${base64(claims)}`;
    return `${signed}.${base64(sign('sha256', Buffer.from(signed), { key: this.keys.privateKey, dsaEncoding: 'ieee-p1363' }))}`;
  }
}
