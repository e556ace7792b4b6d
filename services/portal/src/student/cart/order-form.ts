import type { AnswerOf } from '../../api/endpoints.ts';
import type { CartLine } from './cart.ts';

export interface Wishes {
  type: 'pickup' | 'delivery';
  method: 'upi' | 'cash' | undefined;
  address: string;
  instructions: string;
}

export const NO_WISHES: Wishes = { type: 'pickup', method: undefined, address: '', instructions: '' };

type Terms = AnswerOf<'GET /restaurant'>['restaurant'];

/** What is wished for, as far as the restaurant offers it now: the first way of paying when the chosen one is gone. */
export function possible(wishes: Wishes, { payment_methods, delivery }: Terms): Wishes {
  const isOffered = wishes.method !== undefined && payment_methods.includes(wishes.method);
  return {
    ...wishes,
    type: delivery.enabled ? wishes.type : 'pickup',
    method: isOffered ? wishes.method : payment_methods[0],
  };
}

export function bodyOf(lines: readonly CartLine[], { type, method, address, instructions }: Wishes) {
  return {
    items: [...lines],
    order_type: type,
    payment_method: method ?? 'cash',
    special_instructions: instructions.trim() || null,
    delivery_address: type === 'delivery' ? address.trim() || null : null,
  };
}
