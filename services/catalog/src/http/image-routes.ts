import { adminMenuItemAnswer, categoryAnswer, imageParams, uploadImageBody } from '@campus/contracts/menu-api';
import { byId } from '@campus/contracts/values';
import { notFound } from '@campus/errors/app-error';
import { reply, replyBytes } from '@campus/http/reply';
import { del, get, post, type Route } from '@campus/http/routes';
import { categoryImage, menuItemImage } from '../use-cases/image-owner.ts';
import type { ImageWork } from '../use-cases/images.ts';
import { removeImage } from '../use-cases/remove-image.ts';
import { uploadImage } from '../use-cases/upload-image.ts';
import { viewOfCategory } from './category-view.ts';
import { isKnownTo } from './conditional.ts';
import { viewOfItem } from './item-view.ts';

const FILE_LIMIT = 5 * 1024 * 1024;
const upload = {
  may: ['admin'],
  files: { image: ['image/jpeg', 'image/png', 'image/webp'] },
  params: byId,
  body: uploadImageBody,
  fileLimit: FILE_LIMIT,
  bodyLimit: FILE_LIMIT + 64 * 1024,
} as const;
const removal = { may: ['admin'], params: byId } as const;

// A file never changes under its name, and is of no other type than ours, whatever was uploaded.
const HEADERS = {
  'Content-Type': 'image/webp',
  'Cache-Control': 'public, max-age=31536000, immutable',
  'X-Content-Type-Options': 'nosniff',
};

export function imageRoutes(work: ImageWork): Route[] {
  return [
    post(
      '/api/v1/admin/menu/items/:id/image',
      { ...upload, summary: 'Give a menu item a picture', answer: adminMenuItemAnswer },
      async ({ params, body }) => {
        const asked = { owner: menuItemImage(params.id), upload: await body.image.bytes() };
        return { item: viewOfItem(await uploadImage(work, asked)) };
      },
    ),
    del(
      '/api/v1/admin/menu/items/:id/image',
      { ...removal, summary: 'Take the picture of a menu item away' },
      async ({ params }) => removeImage(work, menuItemImage(params.id)),
    ),
    post(
      '/api/v1/admin/menu/categories/:id/image',
      { ...upload, summary: 'Give a category a picture', answer: categoryAnswer },
      async ({ params, body }) => {
        const asked = { owner: categoryImage(params.id), upload: await body.image.bytes() };
        return { category: viewOfCategory(await uploadImage(work, asked)) };
      },
    ),
    del(
      '/api/v1/admin/menu/categories/:id/image',
      { ...removal, summary: 'Take the picture of a category away' },
      async ({ params }) => removeImage(work, categoryImage(params.id)),
    ),
    get(
      '/api/v1/menu/images/:file',
      {
        may: 'public',
        summary: 'Show a picture',
        params: imageParams,
        answersAs: ['image/webp'],
        headers: ['If-None-Match'],
      },
      async ({ params: { file }, request }) => {
        const headers = { ...HEADERS, ETag: `"${file}"` };
        const bytes = await work.images.read(file);
        if (!bytes) throw notFound('Picture');
        return isKnownTo(request, headers.ETag) ? reply(304, undefined, headers) : replyBytes(bytes, headers);
      },
    ),
  ];
}
