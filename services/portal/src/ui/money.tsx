import { useFormat } from './format-context.ts';

export function Money({ rupees }: { rupees: number }) {
  return <>{useFormat().money(rupees)}</>;
}
