import { useSyncExternalStore } from 'react';
import { cart, withQuantity } from './cart.ts';

export function useCart() {
  const lines = useSyncExternalStore(cart.subscribe, cart.lines);
  return {
    lines,
    count: lines.reduce((sum, { quantity }) => sum + quantity, 0),
    quantityOf: (id: string) => lines.find((line) => line.menu_item_id === id)?.quantity ?? 0,
    setQuantity: (id: string, quantity: number) => cart.replace(withQuantity(cart.lines(), id, quantity)),
  };
}
