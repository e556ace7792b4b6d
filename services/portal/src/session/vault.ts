import type { SignIn } from './sign-in.ts';

/** Where a sign-in is kept, and how the tabs of one browser agree about it. */
export interface Vault {
  /** Also the name of the lock under which tokens are renewed. */
  name: string;
  read(): SignIn | undefined;
  /** The latest that any tab knows. Asked before tokens are renewed: an old refresh token ends the whole session. */
  newest(): Promise<SignIn | undefined>;
  write(signIn: SignIn | undefined): void;
  /** Another tab has written. */
  onOutsideChange(listener: () => void): void;
}

/** A storage entry that works without storage too (blocked, full), then for the life of the page. */
export function storedSignIn(storage: () => Storage, name: string) {
  let held: SignIn | undefined;
  return {
    read(): SignIn | undefined {
      try {
        const text = storage().getItem(name);
        return text === null ? undefined : (JSON.parse(text) as SignIn);
      } catch {
        // Blocked storage or a foreign value: what this page remembers is all there is.
        return held;
      }
    },
    write(signIn: SignIn | undefined): void {
      held = signIn;
      try {
        if (signIn) storage().setItem(name, JSON.stringify(signIn));
        else storage().removeItem(name);
      } catch {
        // The person stays signed in until the page is closed.
      }
    },
  };
}
