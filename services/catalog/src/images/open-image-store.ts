import { diskStore } from './disk-store.ts';
import type { ImageStore } from './image-store.ts';
import type { S3Access } from './s3-store.ts';

/** The store that the configuration names. The SDK of S3 is loaded only where it is used: it costs memory and time at the start. */
export async function openImageStore(place: S3Access | { directory: string }): Promise<ImageStore> {
  if ('directory' in place) return diskStore(place.directory);
  const { s3Store } = await import('./s3-store.ts');
  return s3Store(place);
}
