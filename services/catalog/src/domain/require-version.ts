import { conflict } from '@campus/errors/app-error';

/** Throws 409 `VERSION_CONFLICT` when the caller looked at an older state; without a version there is nothing to check. */
export function requireVersion(current: { version: number }, seen: number | undefined): void {
  if (seen === undefined || seen === current.version) return;
  throw conflict('VERSION_CONFLICT', 'This has changed in the meantime.', { version: current.version });
}
