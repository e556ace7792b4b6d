import type { KitchenAlarm } from '../domain/kitchen-alarm.ts';
import type { Message, Notification } from '../domain/notification.ts';
import type { DeliveryState, PushDelivery, WakeUp } from '../domain/push-delivery.ts';
import type { SmsOutcome } from '../domain/sms.ts';
import type { LastSms, SmsReport } from '../domain/sms-progress.ts';

export interface DeviceToken {
  id: string;
  userId: string;
  role: 'consumer' | 'kitchen' | 'delivery' | 'admin';
  sessionId: string;
  token: string;
  platform: 'android' | 'ios' | 'web';
  isActive: boolean;
  createdAt: Date;
}

export interface DeviceTokens {
  /** The token is this person's from now on, whoever had it before. Returns what is stored. */
  register(token: DeviceToken): Promise<DeviceToken>;
  /** Drops all but the `count` newest of a person. */
  keepNewest(userId: string, count: number): Promise<void>;
  /** Nothing happens to somebody else's token. */
  remove(userId: string, token: string): Promise<void>;
  removeById(id: string): Promise<void>;
  deactivate(id: string): Promise<void>;
  removeOf(userId: string): Promise<void>;
  /** Those registered until `registeredUntil`, of one session or of all (`null`). */
  removeOfSession(session: { userId: string; sessionId: string | null; registeredUntil: Date }): Promise<void>;
}

export interface StaffMember {
  id: string;
  role: 'admin' | 'kitchen' | 'delivery';
  isActive: boolean;
  version: number;
}

export interface People {
  activeStaff(role: StaffMember['role']): Promise<string[]>;
  /** False when something newer is known. */
  rememberStaff(member: StaffMember): Promise<boolean>;
  markErased(userId: string, at: Date): Promise<void>;
  /** Erased, or a deactivated staff member. */
  isBarred(id: string): Promise<boolean>;
}

export interface Notifications {
  /** Keeps each once per event and recipient; for somebody who was erased none. */
  add(notifications: Notification[]): Promise<void>;
  /** Whether this person was told this. */
  has(one: { recipientId: string; id: string }): Promise<boolean>;
  /** False when the person has no such notification. */
  markRead(one: { recipientId: string; id: string; at: Date }): Promise<boolean>;
  /** The person's notification `upTo` and all older ones, or all; returns how many were not read before. */
  markAllRead(all: { recipientId: string; upTo: string | undefined; at: Date }): Promise<number>;
  removeOf(recipientId: string): Promise<void>;
}

export type Device = Pick<DeviceToken, 'token' | 'role'>;

/** A push in our hands until its lease ends, with everything that is needed to send it. */
export interface TakenPush extends PushDelivery {
  message: Message;
  /** Undefined when the device is gone or belongs to somebody else now. */
  device: Device | undefined;
  takenAt: Date;
  leasedUntil: Date;
}

/** A wake-up that the broker does not have yet, of a push that is due then. */
export interface OwedWakeUp extends WakeUp {
  dueAt: Date;
}

export interface PushDeliveries {
  /** One delivery for each active device of the recipients of these notifications, as far as they were kept, its wake-up owed. */
  plan(notificationIds: string[], at: Date): Promise<void>;
  /** Takes the push if it waits for just this call and is due; else undefined. */
  take(wakeUp: WakeUp, lease: { now: Date; leasedUntil: Date }): Promise<TakenPush | undefined>;
  /** A wake-up that came before its push was due is owed again. */
  oweIfEarly(wakeUp: WakeUp, now: Date): Promise<void>;
  /** Ends the lease with what became of the push; its next wake-up is owed while it is pending. False: the lease was lost. */
  save(taken: TakenPush, state: DeliveryState, now: Date): Promise<boolean>;
  /** Owed wake-ups, the earliest due first, hidden until `leasedUntil` from whoever else asks. */
  takeOwed(lease: { limit: number; now: Date; leasedUntil: Date }): Promise<OwedWakeUp[]>;
  /** The broker has them: they are owed again only when nothing happens for `patienceMs` after their push is due. */
  markWoken(wakeUps: OwedWakeUp[], lease: { leasedUntil: Date; patienceMs: number }): Promise<void>;
  /** How many of the last `window` finished deliveries met a dead token. Whoever counts next waits for this transaction. */
  countDead(window: number): Promise<number>;
}

export interface SmsDeliveries {
  /** False when the message was taken on before, whatever became of it. */
  begin(sms: { id: string; provider: string; phoneHash: string; at: Date }): Promise<boolean>;
  /** From now on it is this provider's message. */
  handTo(id: string, turn: { provider: string; at: Date }): Promise<void>;
  record(id: string, result: { provider: string; outcome: SmsOutcome; at: Date }): Promise<void>;
  /** The newest message to this phone since `since`. */
  findLastTo(phoneHash: string, since: Date): Promise<LastSms | undefined>;
  lock(id: string): Promise<LastSms | undefined>;
  saveProgress(id: string, report: SmsReport, at: Date): Promise<void>;
}

export interface KitchenAlarms {
  /** Keeps the newest version of an order; one that goes on ringing keeps its event and stays escalated. */
  keep(alarm: KitchenAlarm, at: Date): Promise<void>;
  /** Takes those that ring longer than the set patience, once each, skipping those another replica is taking. */
  takeOverdue(now: Date, limit: number): Promise<KitchenAlarm[]>;
  /** Undefined when nothing was heard of the order yet, or nothing for long. */
  findOrderNumber(orderId: string): Promise<string | undefined>;
  setPatience(seconds: number, version: number): Promise<void>;
}

/** Rows deleted, by kind. */
export type Forgotten = Record<'devices' | 'notifications' | 'smsDeliveries' | 'phones' | 'alarms', number>;

export interface Archive {
  /** The oldest rows first, `atMost` of each kind: the rest is for the next transaction. */
  forget(horizon: {
    devicesUnseenSince: Date;
    notificationsBefore: Date;
    smsDeliveriesBefore: Date;
    phonesBefore: Date;
    alarmsBefore: Date;
    atMost: number;
  }): Promise<Forgotten>;
}

/** Everything one transaction may touch. */
export interface Work {
  now: Date;
  newId(): string;
  people: People;
  deviceTokens: DeviceTokens;
  notifications: Notifications;
  pushDeliveries: PushDeliveries;
  smsDeliveries: SmsDeliveries;
  kitchenAlarms: KitchenAlarms;
  archive: Archive;
  timeZone: string;
}

/** Runs a use case in one transaction and resolves after its commit. */
export type Transact = <Result>(useCase: (work: Work) => Promise<Result>) => Promise<Result>;
