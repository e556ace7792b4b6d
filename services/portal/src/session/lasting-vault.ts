import { storedSignIn, type Vault } from './vault.ts';

/** For a student's own phone: survives closing the browser, shared by all its tabs. */
export function lastingVault(name: string): Vault {
  const entry = storedSignIn(() => localStorage, name);
  return {
    name,
    ...entry,
    newest: async () => entry.read(),
    onOutsideChange(listener) {
      addEventListener('storage', (event) => {
        if (event.key === name || event.key === null) listener();
      });
    },
  };
}
