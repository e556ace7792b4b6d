export interface CartLine {
  menu_item_id: string;
  quantity: number;
}

const NAME = 'campus-cart';
const NONE: readonly CartLine[] = [];
const listeners = new Set<() => void>();
let lines = read();

/** The lines with this dish in this quantity; none of it takes the line away. */
export function withQuantity(cart: readonly CartLine[], menu_item_id: string, quantity: number): readonly CartLine[] {
  if (quantity <= 0) return cart.filter((line) => line.menu_item_id !== menu_item_id);
  const known = cart.some((line) => line.menu_item_id === menu_item_id);
  if (!known) return [...cart, { menu_item_id, quantity }];
  return cart.map((line) => (line.menu_item_id === menu_item_id ? { menu_item_id, quantity } : line));
}

/** What a student means to order: kept on this device, the same in all its tabs. */
export const cart = {
  lines: () => lines,
  subscribe(listener: () => void) {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  replace(next: readonly CartLine[]): void {
    become(next);
    try {
      localStorage.setItem(NAME, JSON.stringify(next));
    } catch {
      // Storage is blocked or full: the cart lives as long as the page.
    }
  },
};

function become(next: readonly CartLine[]): void {
  lines = next;
  for (const listener of listeners) listener();
}

function read(): readonly CartLine[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(NAME) ?? '[]');
    return Array.isArray(kept) ? kept.filter(isLine) : NONE;
  } catch {
    // No storage (or somebody else's value) is an empty cart.
    return NONE;
  }
}

function isLine(value: Partial<CartLine> | null): value is CartLine {
  return typeof value?.menu_item_id === 'string' && Number.isInteger(value.quantity) && Number(value.quantity) > 0;
}

globalThis.addEventListener?.('storage', ({ key }) => {
  if (key === NAME || key === null) become(read());
});
