import { answerOf } from '../api/send.ts';

/** What the gateway tells every page. The same shape is written by `gateway/src/pages/portal-files.ts`. */
export interface PortalSettings {
  time_zone: string;
  /** How UPI payments are made: in Razorpay's own sheet, or on the sandbox's page in development. */
  checkout: { kind: 'razorpay'; script: string } | { kind: 'sandbox'; url: string };
}

/** The page asks for this file before its scripts have arrived (`preload` in the html). */
export async function readPortalSettings(): Promise<PortalSettings> {
  return (await answerOf(await fetch('/portal-settings.json'))) as PortalSettings;
}
