import { useEffect, useEffectEvent, useState } from 'react';
import { officeTexts } from '../../texts/office-texts.ts';
import { SearchField } from '../../ui/search-field.tsx';

const words = officeTexts.orders.filters;
const PAUSE_MS = 300;

/** Follows the typing at once and tells about it after a pause; follows the address when somebody else changes it. */
export function OrderSearchField({ value, onChange }: { value: string; onChange(search: string | undefined): void }) {
  const [typed, setTyped] = useState(value);
  const [seen, setSeen] = useState(value);
  const [sent, setSent] = useState(value);
  if (seen !== value) {
    setSeen(value);
    if (sent !== value) {
      setSent(value);
      setTyped(value);
    }
  }
  const wish = typed.trim();
  const send = useEffectEvent(() => {
    setSent(wish);
    onChange(wish || undefined);
  });
  useEffect(() => {
    if (wish === sent) return undefined;
    const pause = setTimeout(send, PAUSE_MS);
    return () => clearTimeout(pause);
  }, [wish, sent]);
  return <SearchField label={words.search} placeholder={words.placeholder} value={typed} onChange={setTyped} />;
}
