import { z } from 'zod';
import type { SmsOutcome } from '../domain/sms.ts';
import { fill, TEXTS } from '../domain/wording.ts';
import type { SmsSender } from '../use-cases/send-otp.ts';

export interface Msg91Options {
  authKey: string;
  /** The template approved under DLT, with one variable `OTP`. */
  templateId: string;
  /** Origin of a stand-in; without one MSG91's own. */
  baseUrl?: string | undefined;
}

const ORIGIN = 'https://control.msg91.com';
const TIMEOUT_MS = 5_000;

// A rejection, too, has HTTP status 200 (providers.md 2.3).
const answer = z.object({ type: z.string(), message: z.string().optional() });

/** SMS by MSG91's flow API; its npm packages are stale, so this is the adapter. */
export function createMsg91Sender({ authKey, templateId, baseUrl = ORIGIN }: Msg91Options): SmsSender {
  const url = new URL('/api/v5/flow', baseUrl);
  return {
    name: 'msg91',
    async send({ phone, code }) {
      const recipients = [{ mobiles: phone.replace('+', ''), ...variables(code) }];
      try {
        const response = await fetch(url, {
          method: 'POST',
          headers: { authkey: authKey, 'Content-Type': 'application/json' },
          body: JSON.stringify({ template_id: templateId, short_url: '0', recipients }),
          signal: AbortSignal.timeout(TIMEOUT_MS),
          redirect: 'error',
        });
        return await outcomeOf(response);
      } catch (error) {
        return { status: 'unknown', errorCode: error instanceof Error ? error.name : 'no_answer' };
      }
    },
  };
}

function variables(code: string): Record<string, string> {
  const entries = Object.entries(TEXTS.sms.msg91).map(([name, template]) => [name, fill(template, { code })]);
  return Object.fromEntries(entries);
}

async function outcomeOf(response: Response): Promise<SmsOutcome> {
  if (response.status >= 500) return { status: 'unknown', errorCode: `http_${response.status}` };
  if (!response.ok) return refusedWith(response.status);
  const { type, message } = answer.parse(await response.json());
  if (type === 'success') return { status: 'accepted', providerSid: message ?? null };
  // Its words may quote the phone; which template or balance is wrong stands in MSG91's panel.
  return { status: 'refused', errorCode: 'rejected', fault: 'ours' };
}

function refusedWith(status: number): SmsOutcome {
  return { status: 'refused', errorCode: `http_${status}`, fault: status === 429 ? 'provider' : 'ours' };
}
