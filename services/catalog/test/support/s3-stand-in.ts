import { createHash, createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { atEnd } from '@campus/testing/at-end';

interface StoredObject {
  bytes: Buffer;
  type: string | undefined;
  storedAt: Date;
}

export interface S3StandIn {
  /** What a service needs to use it. */
  environment: Record<'S3_ENDPOINT' | 'S3_BUCKET' | 'S3_ACCESS_KEY_ID' | 'S3_SECRET_ACCESS_KEY', string>;
  /** By key; change it as you like. */
  objects: Map<string, StoredObject>;
  /** Awaited before a request takes effect; may answer a status instead. */
  before: (method: string, key: string) => Promise<number | undefined> | undefined;
  /** Whether objects are sent by half, and then nothing more comes. */
  breaksOff: boolean;
  /** Requests whose signature was not right. */
  refused: string[];
}

const ACCESS = { S3_BUCKET: 'campus-test', S3_ACCESS_KEY_ID: 'test-access', S3_SECRET_ACCESS_KEY: 'test-secret' };
const PAGE = 3;

/** A bucket that speaks S3 over HTTP: objects, listing in pages, Signature Version 4 checked. Gone at the end of the test file. */
export async function startS3(): Promise<S3StandIn> {
  const state: Omit<S3StandIn, 'environment'> = {
    objects: new Map(),
    before: () => undefined,
    breaksOff: false,
    refused: [],
  };
  const server = createServer((request, response) => void answer(state, request, response));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  atEnd(async () => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return Object.assign(state, { environment: { ...ACCESS, S3_ENDPOINT: `http://127.0.0.1:${port}` } });
}

async function answer(state: Omit<S3StandIn, 'environment'>, request: IncomingMessage, response: ServerResponse) {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const body = Buffer.concat(chunks);
  const url = new URL(request.url ?? '/', 'http://bucket');
  const key = url.pathname.slice(`/${ACCESS.S3_BUCKET}/`.length);
  if (!isSigned(request, { url, body })) {
    state.refused.push(`${request.method} ${request.url}`);
    return void fail(response, 403, 'SignatureDoesNotMatch');
  }
  const instead = await state.before(request.method ?? '', key);
  if (instead) return void fail(response, instead, 'InternalError');
  if (request.method === 'PUT') return void put(state, { key, body, type: request.headers['content-type'] }, response);
  if (request.method === 'DELETE') return remove(state, key, response);
  if (url.searchParams.get('list-type') === '2') return void list(state, url.searchParams, response);
  const object = state.objects.get(key);
  if (!object) return void fail(response, 404, 'NoSuchKey');
  const { bytes } = object;
  response.writeHead(200, {
    ...{ 'content-type': object.type ?? '', 'last-modified': object.storedAt.toUTCString() },
    'content-length': bytes.length,
  });
  if (state.breaksOff) response.write(bytes.subarray(0, bytes.length / 2));
  else response.end(bytes);
}

function put(
  { objects }: Pick<S3StandIn, 'objects'>,
  { key, body, type }: { key: string; body: Buffer; type: string | undefined },
  response: ServerResponse,
) {
  objects.set(key, { bytes: body, type, storedAt: new Date() });
  response.writeHead(200, { etag: `"${createHash('md5').update(body).digest('hex')}"` }).end();
}

function remove({ objects }: Pick<S3StandIn, 'objects'>, key: string, response: ServerResponse) {
  objects.delete(key);
  response.writeHead(204).end();
}

function list({ objects }: Pick<S3StandIn, 'objects'>, query: URLSearchParams, response: ServerResponse) {
  const from = Number(query.get('continuation-token') ?? 0);
  const found = [...objects].filter(([key]) => key.startsWith(query.get('prefix') ?? ''));
  const contents = found
    .slice(from, from + PAGE)
    .map(
      ([key, { storedAt }]) =>
        `<Contents><Key>${key}</Key><LastModified>${storedAt.toISOString()}</LastModified></Contents>`,
    );
  const more = found.length > from + PAGE;
  const next = more ? `<NextContinuationToken>${from + PAGE}</NextContinuationToken>` : '';
  response
    .writeHead(200, { 'content-type': 'application/xml' })
    .end(`<ListBucketResult><IsTruncated>${more}</IsTruncated>${next}${contents.join('')}</ListBucketResult>`);
}

function fail(response: ServerResponse, status: number, code: string) {
  response.writeHead(status, { 'content-type': 'application/xml' }).end(`<Error><Code>${code}</Code></Error>`);
}

/** Signature Version 4 as Amazon describes it, from the request as it came. */
function isSigned(request: IncomingMessage, { url, body }: { url: URL; body: Buffer }): boolean {
  const parts =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([\w-]+)\/s3\/aws4_request, ?SignedHeaders=([\w;-]+), ?Signature=([0-9a-f]{64})$/;
  const [, accessKey, day = '', region = '', signedHeaders = '', signature] =
    parts.exec(request.headers.authorization ?? '') ?? [];
  const payloadHash = createHash('sha256').update(body).digest('hex');
  const at = String(request.headers['x-amz-date']);
  const age = Date.now() - Date.parse(at.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));
  const mustSign = ['host', 'x-amz-content-sha256', 'x-amz-date'].every((name) =>
    signedHeaders.split(';').includes(name),
  );
  if (accessKey !== ACCESS.S3_ACCESS_KEY_ID || !mustSign || !(Math.abs(age) < 900_000)) return false;
  if (request.headers['x-amz-content-sha256'] !== payloadHash) return false;
  const query = [...url.searchParams]
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .sort()
    .join('&');
  const headers = signedHeaders
    .split(';')
    .map((name) => `${name}:${String(request.headers[name]).trim()}\n`)
    .join('');
  const canonical = [request.method, url.pathname, query, headers, signedHeaders, payloadHash].join('\n');
  const scope = `${day}/${region}/s3/aws4_request`;
  const text = ['AWS4-HMAC-SHA256', at, scope, createHash('sha256').update(canonical).digest('hex')].join('\n');
  const key = [day, region, 's3', 'aws4_request'].reduce<string | Buffer>(hmac, `AWS4${ACCESS.S3_SECRET_ACCESS_KEY}`);
  return hmac(key, text).toString('hex') === signature;
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}

function encode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
