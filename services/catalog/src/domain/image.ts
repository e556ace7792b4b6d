/** A picture lies in the store as two files under one random key. The longest side in pixels. */
export const IMAGE_SIZES = { large: 960, small: 320 } as const;
export type ImageSize = keyof typeof IMAGE_SIZES;

const HERE = '/api/v1/menu/images/';
const FILE = new RegExp(`^([0-9a-f-]{36})-(?:${Object.values(IMAGE_SIZES).join('|')})\\.webp$`);

/** The name of one of the files of a picture, in the store and in its address. */
export function imageFile(key: string, size: ImageSize): string {
  return `${key}-${IMAGE_SIZES[size]}.webp`;
}

/** The names of all files of a picture. */
export function imageFiles(key: string): string[] {
  return [imageFile(key, 'large'), imageFile(key, 'small')];
}

/** The key in the name of a file, or undefined for a name that we never gave. */
export function keyOfFile(file: string): string | undefined {
  return FILE.exec(file)?.[1];
}

/** Where a picture is shown: paths on the host that gave the menu, so that they are right behind any name or proxy. */
export function imageUrls(key: string | null): { image_url: string | null; thumbnail_url: string | null } {
  if (key === null) return { image_url: null, thumbnail_url: null };
  return { image_url: HERE + imageFile(key, 'large'), thumbnail_url: HERE + imageFile(key, 'small') };
}

/** The key in an address that `imageUrls` made. */
export function keyOfUrl(url: string | null): string | null {
  return (url?.startsWith(HERE) && keyOfFile(url.slice(HERE.length))) || null;
}
