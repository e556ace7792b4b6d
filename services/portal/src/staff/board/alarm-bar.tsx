import { BellRing, Eye, Volume2, VolumeX } from 'lucide-react';
import type { ReactNode } from 'react';
import { texts } from '../../texts/texts.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import type { alarming } from './alarming-orders.ts';
import { useBoard } from './board-context.ts';

const words = texts.board.alarm;

/** What rings and how to stop it everywhere; and, until somebody has touched the page, that it cannot ring yet. */
export function AlarmBar({
  ringing,
  isUnlocked,
  onUnlock,
}: {
  ringing: ReturnType<typeof alarming>;
  isUnlocked: boolean;
  onUnlock(): void;
}) {
  const { acknowledge } = useBoard();
  const alarms = (['cancelled', 'new'] as const).filter((alarm) => ringing[alarm].length > 0);
  return (
    <>
      {!isUnlocked && <Locked onUnlock={onUnlock} />}
      {alarms.map((alarm) => (
        <Banner
          key={alarm}
          tone={alarm === 'cancelled' ? 'danger' : 'warning'}
          role="alert"
          icon={<BellRing />}
          action={
            <Button size="large" icon={<Eye />} onClick={() => void acknowledge(ringing[alarm])}>
              {words.seenAll}
            </Button>
          }
        >
          <Loud>{words[alarm](ringing[alarm].length)}</Loud>
        </Banner>
      ))}
    </>
  );
}

function Locked({ onUnlock }: { onUnlock(): void }) {
  return (
    <Banner
      tone="info"
      role="note"
      icon={<VolumeX />}
      action={
        <Button size="large" variant="primary" icon={<Volume2 />} onClick={onUnlock}>
          {words.unlock}
        </Button>
      }
    >
      {words.unlockHint}
    </Banner>
  );
}

function Loud({ children }: { children: ReactNode }) {
  return <strong>{children}</strong>;
}
