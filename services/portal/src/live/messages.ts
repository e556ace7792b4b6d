import type {
  categoryMessage,
  configMessage,
  LiveMessage,
  menuItemMessage,
  OrderMessage,
} from '@campus/contracts/realtime-api';
import type { z } from 'zod';

/** What a screen hears. `live`: whether changes get through to the platform. `catch-up`: what is shown may have gaps, fetch it again. */
export interface LiveMessages {
  order: OrderMessage;
  menu_item: z.output<typeof menuItemMessage>;
  category: z.output<typeof categoryMessage>;
  config: z.output<typeof configMessage>;
  live: LiveMessage;
  'catch-up': undefined;
}
export type Kind = keyof LiveMessages;
export type Hear<Of extends Kind> = (message: LiveMessages[Of]) => void;

export interface Ears {
  /** Calls `hear` with every message of this kind; returns how to stop. */
  on<Of extends Kind>(kind: Of, hear: Hear<Of>): () => void;
  tell<Of extends Kind>(kind: Of, message: LiveMessages[Of]): void;
}

export function createEars(): Ears {
  const ears: { [Of in Kind]: Set<Hear<Of>> } = {
    order: new Set(),
    menu_item: new Set(),
    category: new Set(),
    config: new Set(),
    live: new Set(),
    'catch-up': new Set(),
  };
  return {
    on(kind, hear) {
      ears[kind].add(hear);
      return () => void ears[kind].delete(hear);
    },
    tell(kind, message) {
      for (const hear of ears[kind]) hear(message);
    },
  };
}
