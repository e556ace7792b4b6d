/** Where files lie. Every method rejects with an `unavailable` error when the store does not answer. */
export interface ImageStore {
  /** The whole file or nothing, also through a crash. */
  put(file: string, bytes: Uint8Array): Promise<void>;
  find(file: string): Promise<Uint8Array | undefined>;
  /** It does not matter if it is gone already. */
  remove(file: string): Promise<void>;
  /** Names of our own files, half-written ones too, that were stored before this moment. */
  filesBefore(moment: Date): Promise<string[]>;
}
