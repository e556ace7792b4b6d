import type { OrderView } from '@campus/contracts/order-state';
import { createContext, use } from 'react';
import type { PendingSteps } from './use-pending-steps.ts';

/** What every ticket of the board can ask for. */
export interface Board {
  steps: PendingSteps;
  acknowledge(orders: readonly OrderView[]): Promise<void>;
  print(order: OrderView): void;
}

export const BoardContext = createContext<Board | undefined>(undefined);

export function useBoard(): Board {
  const board = use(BoardContext);
  if (!board) throw new Error('This component stands outside of the board.');
  return board;
}
