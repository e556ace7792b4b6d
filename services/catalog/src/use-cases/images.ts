import type { Transact } from './work.ts';

export interface StoredImage {
  key: string;
  storedAt: Date;
}

/** Where pictures are made and kept, as this service needs it. Rejects with an `unavailable` error when the store does not answer. */
export interface Images {
  /** Makes our own files of an upload and stores them. Throws 415 for what is no JPEG, PNG or WebP, 400 for what cannot be read or is too much. */
  add(upload: Uint8Array): Promise<StoredImage>;
  /** A file as it goes out, or undefined for a name that is not there. */
  read(file: string): Promise<Uint8Array | undefined>;
  /** Removes a picture that is not shown any more. Never rejects: what stays is swept later. */
  discard(key: string): Promise<void>;
  /** Names of files that were stored before this moment. */
  filesBefore(moment: Date): Promise<string[]>;
  remove(files: string[]): Promise<void>;
}

/** For use cases that store pictures, which must not happen in an open transaction. */
export interface ImageWork {
  transact: Transact;
  images: Images;
}
