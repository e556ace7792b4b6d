export interface SentSms {
  provider: 'twilio' | 'msg91';
  to: string;
  text: string;
  at: string;
  id: string;
}

/** One row of Twilio's Messages list, on the wire as it is here. */
export interface TwilioMessage {
  [field: string]: unknown;
  sid: string;
  to: string;
  from: string | null;
  status: string;
  error_code: number | null;
}

/** What Twilio does with one number: refuses it, or accepts it and reports the failure later. */
export interface NumberBehaviour {
  refuse?: number | undefined;
  undelivered?: number | undefined;
  times: number;
}

export interface SmsState {
  inbox: SentSms[];
  twilioMessages: Map<string, TwilioMessage>;
  numbers: Map<string, NumberBehaviour>;
  templates: Map<string, string>;
}

export function freshSmsState(): SmsState {
  return { inbox: [], twilioMessages: new Map(), numbers: new Map(), templates: new Map() };
}
