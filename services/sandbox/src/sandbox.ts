import type { Logger } from '@campus/logger/logger';
import type { SandboxConfig } from './config.ts';
import type { Fault } from './faults/fault.ts';
import { type FcmState, freshFcmState } from './google/fcm-state.ts';
import type { ServiceAccount } from './google/service-account.ts';
import { createRandom, type Random } from './random.ts';
import { freshRazorpayState, type RazorpayState } from './razorpay/razorpay-state.ts';
import type { RequestEntry } from './requests/request-entry.ts';
import { freshSmsState, type SmsState } from './sms-state.ts';
import { createTimers, type Timers } from './timers.ts';
import { freshWebhookState, type WebhookState } from './webhooks/webhook-state.ts';

interface Memory {
  random: Random;
  faults: Fault[];
  requests: RequestEntry[];
  razorpay: RazorpayState;
  webhooks: WebhookState;
  sms: SmsState;
  fcm: FcmState;
}

/** Everything the sandbox knows. Memory only: a restart is a fresh set of providers. */
export interface Sandbox extends Memory {
  readonly config: SandboxConfig;
  readonly account: ServiceAccount;
  readonly logger: Logger;
  readonly timers: Timers;
}

export interface SandboxOptions {
  config: SandboxConfig;
  account: ServiceAccount;
  logger: Logger;
}

export function createSandbox({ config, account, logger }: SandboxOptions): Sandbox {
  const timers = createTimers((error) => logger.error({ err: error }, 'a timer failed'));
  return { config, account, logger, timers, ...freshMemory(config) };
}

/** Back to the state of the start, webhooks of the environment included; a seed makes ids and orders repeat. */
export function resetSandbox(sandbox: Sandbox, seed?: number): void {
  sandbox.timers.clear();
  Object.assign(sandbox, freshMemory(sandbox.config, seed));
}

function freshMemory(config: SandboxConfig, seed?: number): Memory {
  return {
    random: createRandom(seed),
    faults: [],
    requests: [],
    razorpay: freshRazorpayState(),
    webhooks: freshWebhookState(config.RAZORPAY_WEBHOOK_URL, config.RAZORPAY_WEBHOOK_SECRETS[0] ?? ''),
    sms: freshSmsState(),
    fcm: freshFcmState(),
  };
}
