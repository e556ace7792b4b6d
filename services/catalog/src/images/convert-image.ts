import { unavailable, unsupportedMediaType, validationError } from '@campus/errors/app-error';
import sharp from 'sharp';
import { IMAGE_SIZES, type ImageSize } from '../domain/image.ts';
import { isImage } from './image-type.ts';

const MOST_PIXELS = 25_000_000;
const TIMEOUT_SECONDS = 10;

// Of the decoders in libvips (SVG, GIF, TIFF, PDF and others) no other can be reached, whatever the bytes pretend to be.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: ['VipsForeignLoadJpegBuffer', 'VipsForeignLoadPngBuffer', 'VipsForeignLoadWebpBuffer'],
});
// Nothing is converted twice, and pictures come one at a time.
sharp.cache(false);
sharp.concurrency(1);

/**
 * Both sizes of an upload as WebP: turned the right way up, never enlarged, of an animation the first frame. The upload is decoded once, and
 * only its pixels go on, so that nothing else of it, metadata or hidden payload, can. Throws 415 for another kind of content, 400 for a broken
 * picture or one of more than 25 megapixels.
 */
export async function convertImage(upload: Uint8Array): Promise<Record<ImageSize, Uint8Array>> {
  if (!isImage(upload)) throw unsupportedMediaType('A picture must be a JPEG, PNG or WebP file.');
  const { data, info } = await pixelsOf(upload);
  const { width, height, channels } = info;
  const encode = (size: ImageSize) =>
    sharp(data, { raw: { width, height, channels } })
      .resize(inside(IMAGE_SIZES[size]))
      .webp({ quality: 80 })
      .toBuffer();
  return { large: await encode('large'), small: await encode('small') };
}

function pixelsOf(upload: Uint8Array) {
  return sharp(upload, { limitInputPixels: MOST_PIXELS, failOn: 'error', sequentialRead: true, autoOrient: true })
    .timeout({ seconds: TIMEOUT_SECONDS })
    .resize(inside(IMAGE_SIZES.large))
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true })
    .catch(refuse);
}

// Both sides: a picture of one column and millions of rows is within the pixels, but not within what WebP can hold.
function inside(side: number) {
  return { width: side, height: side, fit: 'inside', withoutEnlargement: true } as const;
}

// sharp has no error classes. Out of memory and the like do not come here: they end the process.
function refuse(error: unknown): never {
  const message = error instanceof Error ? error.message : '';
  if (message.startsWith('timeout')) throw unavailable('The picture took too long to convert.', error);
  const fault = message.includes('exceeds pixel limit') ? 'has more than 25 megapixels' : 'is broken';
  throw validationError([{ path: 'image', message: fault }]);
}
