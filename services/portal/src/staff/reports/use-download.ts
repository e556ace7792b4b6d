import { useState } from 'react';
import { errorText } from '../../texts/error-text.ts';
import { officeTexts } from '../../texts/office-texts.ts';
import { useToast } from '../../ui/toasts.tsx';

/** A browser has read the file long before; kept for ever it would stay in memory. */
const FORGET_AFTER_MS = 60_000;

/** Saves a file that only somebody signed in can fetch: a plain link would carry no token. */
export function useDownload({ name, fetch }: { name: string; fetch(): Promise<Blob> }) {
  const toast = useToast();
  const [isBusy, setBusy] = useState(false);
  async function download(): Promise<void> {
    setBusy(true);
    try {
      save(await fetch(), name);
      toast({ title: officeTexts.reports.downloaded(name) });
    } catch (error) {
      toast({ title: errorText(error), tone: 'danger' });
    } finally {
      setBusy(false);
    }
  }
  return { download, isBusy };
}

function save(file: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), FORGET_AFTER_MS);
}
