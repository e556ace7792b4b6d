import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Db } from '@campus/database/connect';
import { atEnd } from '@campus/testing/at-end';
import { type BrokerTap, brokerTap, freshVhost } from '@campus/testing/broker';
import { freshDatabase } from '@campus/testing/database';
import { type RunningProcess, startProcess } from '@campus/testing/process';
import { createTokenIssuer, type TokenClaims, type TokenIssuer } from '@campus/testing/tokens';

interface Answer {
  status: number;
  headers: Headers;
  // What a black-box client sees has no type; each test says what it expects.
  body: Record<string, unknown> & {
    item: Item;
    items: Item[];
    category: Item;
    categories: Item[];
    error: { code: string };
  };
}
type Item = Record<string, unknown> & { id: string; name: string; version: number };

export interface Catalog {
  db: Db;
  tap: BrokerTap;
  issuer: TokenIssuer;
  service: RunningProcess;
  env: Record<string, string>;
  mediaDirectory: string;
  /** Calls a route below `/api/v1` as someone of this role. */
  as(
    role: TokenClaims['role'],
  ): (method: string, path: string, body?: unknown, headers?: Record<string, string>) => Promise<Answer>;
  /** Uploads a picture as an admin, or sends any other form. */
  upload(path: string, content: Uint8Array | FormPart[]): Promise<Answer>;
}

/** Starts catalog with everything of its own; `more` adds to its environment. */
export async function startCatalog(more: Record<string, string> = {}): Promise<Catalog> {
  const { url: DATABASE_URL, db } = await freshDatabase('catalog', new URL('../../migrations/', import.meta.url));
  const RABBITMQ_URL = await freshVhost();
  const tap = await brokerTap(RABBITMQ_URL);
  const issuer = await createTokenIssuer();
  const mediaDirectory = await mkdtemp(join(tmpdir(), 'campus-media-'));
  atEnd(() => rm(mediaDirectory, { recursive: true }));
  const env = { DATABASE_URL, RABBITMQ_URL, MEDIA_DIR: mediaDirectory, ...issuer.environment, ...more };
  const service = await startProcess(main, env);
  const as: Catalog['as'] = (role) => caller(service.url, issuer.sign({ role }));
  const upload: Catalog['upload'] = (path, content) => {
    const parts = Array.isArray(content) ? content : [{ content }];
    return sendForm(service.url, { token: issuer.sign({ role: 'admin' }), path, parts });
  };
  return { db, tap, issuer, service, env, mediaDirectory, as, upload };
}

export const main = new URL('../../src/main.ts', import.meta.url);

/** Sends a form with these parts as someone with this token; a part is a file when it is bytes. */
export async function sendForm(
  url: string,
  { token, path, parts }: { token: string; path: string; parts: FormPart[] },
): Promise<Answer> {
  const form = new FormData();
  for (const { field = 'image', content, name = 'photo', type = '' } of parts) {
    if (typeof content === 'string') form.append(field, content);
    else form.append(field, new Blob([Buffer.from(content)], { type }), name);
  }
  const headers = { authorization: `Bearer ${token}` };
  return answerOf(await fetch(`${url}/api/v1${path}`, { method: 'POST', headers, body: form }));
}

export interface FormPart {
  /** `image` unless said. */
  field?: string;
  content: Uint8Array | string;
  name?: string;
  type?: string;
}

async function answerOf(response: Response): Promise<Answer> {
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text === '' ? undefined : JSON.parse(text) };
}

export function caller(url: string, token: string): ReturnType<Catalog['as']> {
  return async (method, path, body, headers = {}) => {
    const response = await fetch(`${url}/api/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...headers },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    return answerOf(response);
  };
}
