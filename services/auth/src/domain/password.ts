import { validationError } from '@campus/errors/app-error';

/** Throws `VALIDATION_ERROR` when the password is the username; its length is checked where it comes in. */
export function refuseUsernameAsPassword({ username, password }: { username: string; password: string }): void {
  if (username.toLowerCase() !== password.toLowerCase()) return;
  throw validationError([{ path: 'password', message: 'must not be the username' }]);
}
