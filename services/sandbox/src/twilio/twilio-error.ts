import { Refusal } from '../refusal.ts';

const MESSAGES: Record<number, string> = {
  20001: 'Bad request',
  20003: 'Authenticate',
  20404: 'The requested resource was not found',
  20429: 'Too Many Requests',
  20500: 'An internal server error has occurred',
  21211: "Invalid 'To' Phone Number",
  21212: "Invalid 'From' Phone Number",
  21408: "Permission to send an SMS has not been enabled for the region indicated by the 'To' number",
  21602: 'Message body is required.',
  21603: "A 'From' or 'MessagingServiceSid' is required to send a message.",
  21604: "A 'To' phone number is required.",
  21606: "The 'From' phone number provided is not a valid message-capable Twilio phone number",
  21608: 'The number is unverified. Trial accounts cannot send messages to unverified numbers',
  21610: 'Attempt to send to unsubscribed recipient',
  21611: "This 'From' number has exceeded the maximum number of queued messages",
  21612: "Message cannot be sent with the current combination of 'To' and/or 'From' parameters",
  21614: "'To' number is not a valid mobile number",
  21617: 'The concatenated message body exceeds the 1600 character limit',
};

export function twilioErrorBody(code: number, status: number) {
  const more_info = `https://www.twilio.com/docs/errors/${code}`;
  return { code, message: MESSAGES[code] ?? 'Request failed', more_info, status };
}

export function twilioRefusal(code: number, status = 400): Refusal {
  return new Refusal(status, twilioErrorBody(code, status));
}
