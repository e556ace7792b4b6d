import { createContext, use, useSyncExternalStore } from 'react';
import type { Api } from '../api/api.ts';
import type { Session, SessionState } from '../session/session.ts';
import type { SignIn } from '../session/sign-in.ts';
import type { PortalSettings } from './portal-settings.ts';

export interface Portal {
  api: Api;
  session: Session;
  settings: PortalSettings;
}

export const PortalContext = createContext<Portal | undefined>(undefined);

export function usePortal(): Portal {
  const portal = use(PortalContext);
  if (!portal) throw new Error('This component stands outside of PortalProviders.');
  return portal;
}

export function useApi(): Api {
  return usePortal().api;
}

export function useSessionState(): SessionState {
  const { session } = usePortal();
  return useSyncExternalStore(session.subscribe, session.state);
}

/** Whoever is signed in, on pages that only exist for them. */
export function useSignIn(): SignIn {
  const { signIn } = useSessionState();
  if (!signIn) throw new Error('This component needs somebody who is signed in.');
  return signIn;
}
