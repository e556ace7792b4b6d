import type { Api } from '../../api/api.ts';
import { isApiError } from '../../api/api-error.ts';
import { errorText } from '../../texts/error-text.ts';
import { officeTexts } from '../../texts/office-texts.ts';
import type { Photo } from './photo.ts';

const words = officeTexts.menuAdmin.photo;

export type PhotoOwner = 'items' | 'categories';

/** Uploads or removes the photo of a dish or a category, or does nothing. */
export async function savePhoto(
  api: Api,
  { owner, id, photo }: { owner: PhotoOwner; id: string; photo: Photo },
): Promise<void> {
  if (photo.kind === 'removed') await api.call(`DELETE /admin/menu/${owner}/:id/image`, { params: { id } });
  if (photo.kind !== 'chosen') return;
  const body = new FormData();
  body.set('image', photo.file);
  await api.call(`POST /admin/menu/${owner}/:id/image`, { params: { id }, body });
}

/** Why the server did not take it, about the photo in particular. */
export function photoErrorText(error: unknown): string {
  if (isApiError(error, 'UNSUPPORTED_MEDIA_TYPE')) return words.wrongKind;
  return isApiError(error, 'VALIDATION_ERROR', 'PAYLOAD_TOO_LARGE') ? words.unreadable : errorText(error);
}
