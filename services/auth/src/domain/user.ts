import type { DomainEvent } from '@campus/contracts/event';
import { userChanged } from '@campus/contracts/people-events';

export interface User {
  id: string;
  /** E.164, or the tombstone of an erased person. */
  phone: string;
  name: string | null;
  isActive: boolean;
  erasedAt: Date | null;
  createdAt: Date;
  updatedAt: Date;
  version: number;
}

interface Decision {
  user: User;
  events: DomainEvent[];
}

export function signUp({ id, phone, at }: { id: string; phone: string; at: Date }): Decision {
  return announced({
    id,
    phone,
    name: null,
    isActive: true,
    erasedAt: null,
    createdAt: at,
    updatedAt: at,
    version: 1,
  });
}

/** Giving the name one has already is no change. */
export function rename(user: User, { name, at }: { name: string; at: Date }): Decision {
  if (user.name === name) return { user, events: [] };
  return announced({ ...user, name, updatedAt: at, version: user.version + 1 });
}

/** Nothing personal is left, and the phone number is free for whoever owns it next. */
export function erase(user: User, at: Date): Decision {
  return announced({
    ...user,
    phone: tombstone(user.id),
    name: null,
    isActive: false,
    erasedAt: at,
    updatedAt: at,
    version: user.version + 1,
  });
}

// The column holds 15 characters and stays unique: the last 14 hex digits of a UUID v7 are all random.
function tombstone(id: string): string {
  return `x${id.replaceAll('-', '').slice(-14)}`;
}

function announced(user: User): Decision {
  const event: DomainEvent<typeof userChanged> = {
    kind: userChanged,
    aggregateId: user.id,
    aggregateVersion: user.version,
    occurredAt: user.updatedAt,
    data: {
      user: {
        id: user.id,
        name: user.name,
        is_active: user.isActive,
        is_erased: user.erasedAt !== null,
        version: user.version,
        updated_at: user.updatedAt.toISOString(),
      },
    },
  };
  return { user, events: [event] };
}
