import { type AppError, payloadTooLarge, unsupportedMediaType, validationError } from '@campus/errors/app-error';
import { later } from '@campus/lifecycle/later';
import type { BusboyInstance } from '@fastify/busboy';
import type { RequestHandler } from 'express';

// A form of ours has a file or two; a body of thousands of tiny parts is an attack on the parser.
const LIMITS = {
  files: 4,
  fields: 4,
  parts: 8,
  fieldSize: 1_000,
  fieldNameSize: 100,
  headerPairs: 20,
  headerSize: 4_000,
};

/** 415 for a body of another type, before a byte of it is read. */
export const requireMultipart: RequestHandler = (request, _response, next) => {
  const type = (request.get('content-type') ?? '').split(';', 1)[0]?.trim().toLowerCase();
  if (type !== 'multipart/form-data') throw unsupportedMediaType('Send this as multipart/form-data.');
  next();
};

/** Replaces the bytes in `request.body` by the form's fields, each a `File` or a text. 413 for a file of more than `fileLimit` bytes. */
export function readMultipart(fileLimit: number): RequestHandler {
  const parser = later(() => import('@fastify/busboy'));
  return async (request, _response, next) => {
    const bytes = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    const { Busboy } = await parser();
    const open = (contentType: string) =>
      new Busboy({ headers: { 'content-type': contentType }, limits: { ...LIMITS, fileSize: fileLimit } });
    request.body = await fieldsOf(bytes, openParser(open, request.headers['content-type'] ?? ''));
    next();
  };
}

function openParser(open: (contentType: string) => BusboyInstance, contentType: string): BusboyInstance {
  try {
    return open(contentType);
  } catch {
    throw unreadable(); // its errors say no more than that the boundary is missing
  }
}

function fieldsOf(bytes: Buffer, parser: BusboyInstance): Promise<Record<string, unknown>> {
  const { promise, resolve, reject } = Promise.withResolvers<Record<string, unknown>>();
  const fields = new Map<string, unknown>();
  const keep = (name: string, value: unknown) => {
    if (fields.has(name)) reject(validationError([{ path: name, message: 'was sent more than once' }]));
    fields.set(name, value);
  };
  parser.on('field', keep);
  parser.on('file', (name, stream, filename) => {
    const chunks: Buffer<ArrayBuffer>[] = [];
    stream.on('data', (chunk) => chunks.push(chunk));
    stream.once('limit', () => reject(payloadTooLarge('The file is too large.')));
    stream.once('error', () => reject(unreadable()));
    stream.once('end', () => keep(name, new File(chunks, filename ?? '')));
  });
  for (const limit of ['partsLimit', 'filesLimit', 'fieldsLimit'] as const) {
    parser.once(limit, () => reject(validationError([{ path: '', message: 'has too many parts' }])));
  }
  parser.once('error', () => reject(unreadable()));
  parser.once('finish', () => resolve(Object.fromEntries(fields)));
  parser.end(bytes);
  return promise;
}

function unreadable(): AppError {
  return validationError([{ path: '', message: 'is not a readable multipart form' }]);
}
