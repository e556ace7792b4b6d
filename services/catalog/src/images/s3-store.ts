import {
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  NoSuchKey,
  PutObjectCommand,
  S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import { unavailable } from '@campus/errors/app-error';
import { keyOfFile } from '../domain/image.ts';
import type { ImageStore } from './image-store.ts';

export interface S3Access {
  endpoint: string;
  bucket: string;
  accessKeyId: string;
  secretAccessKey: string;
}

// The bucket may hold other things: only what is below this, and has a name that we give, is ours to remove.
const FOLDER = 'menu-images/';
const ATTEMPTS = 2;
// With its repetition. An upload that fails waits for this twice, as it removes what it has stored, and the gateway for 15 s.
const OPERATION_MS = 6_000;
const TIMEOUTS = {
  connectionTimeout: 2_000,
  requestTimeout: 5_000,
  throwOnRequestTimeout: true,
  socketTimeout: 5_000,
};

/** Files in a bucket of S3 or of something that speaks like it, MinIO for one. */
export function s3Store({ endpoint, bucket, accessKeyId, secretAccessKey }: S3Access): ImageStore {
  const client = new S3Client({
    endpoint,
    region: regionOf(endpoint),
    forcePathStyle: true,
    credentials: { accessKeyId, secretAccessKey },
    maxAttempts: ATTEMPTS,
    requestHandler: TIMEOUTS,
    // The checksums that the SDK adds unasked are not known to every store that speaks S3; the signature covers the content.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  });
  const inTime = () => ({ abortSignal: AbortSignal.timeout(OPERATION_MS) });
  const place = (file: string) => ({ Bucket: bucket, Key: FOLDER + file });
  return {
    async put(file, bytes) {
      const object = { ...place(file), Body: bytes, ContentType: 'image/webp' };
      await client.send(new PutObjectCommand(object), inTime()).catch(refuse);
    },
    async find(file) {
      const answer = await client.send(new GetObjectCommand(place(file)), inTime()).catch(unlessMissing);
      return answer?.Body?.transformToByteArray().catch(refuse);
    },
    async remove(file) {
      await client.send(new DeleteObjectCommand(place(file)), inTime()).catch(refuse);
    },
    async filesBefore(moment) {
      const found: string[] = [];
      let next: string | undefined;
      do {
        const page = { Bucket: bucket, Prefix: FOLDER, ContinuationToken: next };
        const { Contents = [], NextContinuationToken } = await client
          .send(new ListObjectsV2Command(page), inTime())
          .catch(refuse);
        const old = Contents.filter(({ LastModified }) => LastModified !== undefined && LastModified < moment);
        found.push(...old.map(({ Key = '' }) => Key.slice(FOLDER.length)));
        next = NextContinuationToken;
      } while (next);
      return found.filter((file) => keyOfFile(file) !== undefined);
    },
  };
}

/** Amazon's own endpoints name the region that a signature must name too; others do not care. */
function regionOf(endpoint: string): string {
  return /\bs3[.-]([a-z]{2}(?:-[a-z]+)+-\d)\.amazonaws\.com/.exec(new URL(endpoint).hostname)?.[1] ?? 'us-east-1';
}

function unlessMissing(error: unknown): undefined {
  if (error instanceof NoSuchKey) return undefined;
  refuse(error);
}

// A refusal (credentials, bucket) is for a person to mend and not hidden behind 503; everything else may pass with time.
function refuse(error: unknown): never {
  const status = error instanceof S3ServiceException ? (error.$metadata.httpStatusCode ?? 500) : 500;
  if (status < 500 && status !== 429) throw error;
  throw unavailable('Pictures cannot be reached at the moment.', error);
}
