/** What becomes of a photo when its form is saved. */
export type Photo = { kind: 'kept' } | { kind: 'removed' } | { kind: 'chosen'; file: File; url: string };

export const KEPT: Photo = { kind: 'kept' };
export const PHOTO_KINDS = ['image/jpeg', 'image/png', 'image/webp'];
export const MOST_BYTES = 5 * 1024 * 1024;

export type PhotoFault = 'too-large' | 'wrong-kind';

/** What can be said before anything is sent; what the file really is, the server finds out. */
export function photoFault({ type, size }: Pick<File, 'type' | 'size'>): PhotoFault | undefined {
  if (!PHOTO_KINDS.includes(type)) return 'wrong-kind';
  return size > MOST_BYTES ? 'too-large' : undefined;
}
