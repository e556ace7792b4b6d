import { Undo2 } from 'lucide-react';
import { texts } from '../../texts/texts.ts';
import { Button } from '../../ui/button.tsx';
import styles from './ticket.module.css';
import type { PendingStep } from './use-pending-steps.ts';

const words = texts.board.pending;

/** A tap that is not sent yet: what will happen, how long it can be taken back, and how. */
export function PendingBar({ step: { to }, onUndo }: { step: PendingStep; onUndo(): void }) {
  return (
    <div className={styles.pending} role="status">
      <span className={styles.pendingText}>{words.text[to]}</span>
      <Button size="large" icon={<Undo2 />} onClick={onUndo}>
        {words.undo}
      </Button>
      <span className={styles.countdown} aria-hidden="true" />
    </div>
  );
}
