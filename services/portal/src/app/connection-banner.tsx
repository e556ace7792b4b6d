import { Unplug } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { ConnectionState } from '../live/connection-state.ts';
import { texts } from '../texts/texts.ts';
import { Banner } from '../ui/banner.tsx';
import { useFormat } from '../ui/format-context.ts';
import { useConnection } from './live-provider.tsx';

const { connection } = texts.common;
/** A token that is renewed or a service that restarts is back before anybody could read a banner. */
const PATIENCE_MS = 2_000;

/** Says when a screen is not live, and how old what it shows may be. Silent while all is well. */
export function ConnectionBanner() {
  const state = useConnection();
  const isPatient = usePatience(state);
  return <div data-connection={state.kind}>{state.kind !== 'live' && !isPatient && <NotLive state={state} />}</div>;
}

function NotLive({ state }: { state: ConnectionState }) {
  const { time } = useFormat();
  const since = state.kind === 'reconnecting' || state.kind === 'stalled' ? state.since : undefined;
  return (
    <Banner tone={state.kind === 'refused' ? 'danger' : 'warning'} icon={<Unplug />} role="alert">
      {sentenceOf(state)}
      {since !== undefined && ` ${connection.showing(time(since))}`}
    </Banner>
  );
}

function sentenceOf({ kind }: ConnectionState): string {
  if (kind === 'refused') return connection.refused;
  if (kind === 'stalled') return connection.stalled;
  return kind === 'connecting' ? connection.connecting : connection.reconnecting;
}

function usePatience(state: ConnectionState): boolean {
  const [tired, setTired] = useState<ConnectionState>();
  useEffect(() => {
    const waiting = setTimeout(() => setTired(state), PATIENCE_MS);
    return () => clearTimeout(waiting);
  }, [state]);
  return tired !== state && state.kind !== 'refused';
}
