import { useCallback, useEffect, useRef, useState } from 'react';
import { type AlarmSound, createAlarmSound } from './alarm-sound.ts';
import type { Alarm } from './alarming-orders.ts';

const AGAIN_MS = 2_500;

/** Rings, again and again, for as long as there is a reason. `isUnlocked` is false until the page was touched. */
export function useAlarm(alarm: Alarm | undefined) {
  const sound = useRef<AlarmSound>(undefined);
  const [isUnlocked, setUnlocked] = useState(false);

  const unlock = useCallback(async () => {
    sound.current ??= createAlarmSound();
    const may = await sound.current.unlock();
    setUnlocked(may);
    if (may) sound.current.play('new');
  }, []);

  useEffect(() => () => sound.current?.close(), []);

  useEffect(() => {
    if (!alarm || !isUnlocked) return undefined;
    const ring = () => sound.current?.play(alarm);
    ring();
    const ringing = setInterval(ring, AGAIN_MS);
    return () => clearInterval(ringing);
  }, [alarm, isUnlocked]);

  return { isUnlocked, unlock };
}
