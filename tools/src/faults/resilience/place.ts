import type { Random } from '@campus/testing/random';
import type { Caller } from '../people/caller.ts';
import type { Party } from '../people/party.ts';
import type { ProviderDesk } from '../people/provider-desk.ts';
import type { Session } from '../people/session.ts';
import type { Stage } from '../stage/open-stage.ts';

/** Somebody who has come before anything failed, with orders that are under way. */
export interface Guest {
  session: Session;
  /** To be paid by UPI. */
  unpaid: { id: string; gatewayOrderId: string };
  /** Looked at. */
  watched: string;
  /** On the kitchen's board. */
  ticket: string;
}

/** What somebody has at hand who uses a feature. */
export interface Place {
  gateway: string;
  call: Caller;
  provider: ProviderDesk;
  staff: Party['staff'];
  secrets: Stage['secrets'];
  dishes: string[];
  random: Random;
  guest: Guest;
  /** Tells of a wait that was no call. */
  waited: (ms: number) => void;
  /** Tells how to close what stays open after the visit. */
  opened: (close: () => void) => void;
}
