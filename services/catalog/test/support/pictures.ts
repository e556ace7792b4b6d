import { crc32 } from 'node:zlib';
import sharp from 'sharp';

const RED = { r: 220, g: 20, b: 20 };
const BLUE = { r: 20, g: 20, b: 220 };

/** A picture with a red left and a blue right half. */
export async function picture(format: 'jpeg' | 'png' | 'webp', { width = 1_200, height = 800 } = {}): Promise<Buffer> {
  return (await twoHalves(width, height)).toFormat(format).toBuffer();
}

/** As a phone takes it: lying on its side, with the place and a text in its metadata. */
export async function phonePhoto({ secret }: { secret: string }): Promise<Buffer> {
  const exif = { IFD0: { Copyright: secret }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '12/1 58/1 17/1' } };
  return (await twoHalves(400, 200)).withExif(exif).withMetadata({ orientation: 6 }).jpeg().toBuffer();
}

async function twoHalves(width: number, height: number) {
  const half = { width: Math.ceil(width / 2), height, channels: 3 as const };
  const blue = await sharp({ create: { ...half, background: BLUE } })
    .png()
    .toBuffer();
  const whole = sharp({ create: { width, height, channels: 3, background: RED } });
  return sharp(
    await whole
      .composite([{ input: blue, left: Math.floor(width / 2), top: 0 }])
      .png()
      .toBuffer(),
  );
}

/** A small PNG whose header says that it is of this size. */
export async function pngThatClaims(width: number, height: number): Promise<Buffer> {
  const png = await picture('png', { width: 10, height: 10 });
  png.writeUInt32BE(width, 16);
  png.writeUInt32BE(height, 20);
  png.writeUInt32BE(crc32(png.subarray(12, 29)), 29);
  return png;
}

/** A PNG that decodes to this many pixels and is tiny itself. */
export function emptyPng(width: number, height: number): Promise<Buffer> {
  return sharp({ create: { width, height, channels: 3, background: RED } })
    .png({ compressionLevel: 9 })
    .toBuffer();
}

/** Red, blue or another colour, at a place of a picture given from 0 to 1. */
export async function colourAt(bytes: Uint8Array, { x, y }: { x: number; y: number }): Promise<string> {
  const { data, info } = await sharp(bytes).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const at = (Math.floor(y * (info.height - 1)) * info.width + Math.floor(x * (info.width - 1))) * info.channels;
  const [r = 0, g = 0, b = 0] = data.subarray(at, at + 3);
  if (r > 150 && g < 90 && b < 90) return 'red';
  return b > 150 && r < 90 && g < 90 ? 'blue' : `rgb(${r}, ${g}, ${b})`;
}

/** What sharp sees in a file. */
export function metadataOf(bytes: Uint8Array) {
  return sharp(bytes).metadata();
}
