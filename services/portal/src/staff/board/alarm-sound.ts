import type { Alarm } from './alarming-orders.ts';

export interface AlarmSound {
  /** Call it in a tap: browsers let a page sound only after one. Resolves to whether it may. */
  unlock(): Promise<boolean>;
  play(alarm: Alarm): void;
  close(): void;
}

interface Note {
  hertz: number;
  atSeconds: number;
  seconds: number;
}

/** New: two rising notes, twice. Cancelled: a low, harsh saw that nobody takes for the other. */
const NOTES: Record<Alarm, { shape: OscillatorType; notes: Note[] }> = {
  new: {
    shape: 'triangle',
    notes: [
      { hertz: 880, atSeconds: 0, seconds: 0.18 },
      { hertz: 1175, atSeconds: 0.2, seconds: 0.28 },
      { hertz: 880, atSeconds: 0.6, seconds: 0.18 },
      { hertz: 1175, atSeconds: 0.8, seconds: 0.28 },
    ],
  },
  cancelled: {
    shape: 'sawtooth',
    notes: [
      { hertz: 330, atSeconds: 0, seconds: 0.3 },
      { hertz: 247, atSeconds: 0.35, seconds: 0.3 },
      { hertz: 330, atSeconds: 0.7, seconds: 0.3 },
      { hertz: 247, atSeconds: 1.05, seconds: 0.5 },
    ],
  },
};
const LOUDNESS = 0.6;
const FADE_SECONDS = 0.02;

/** Sounds made by the browser itself: nothing to download, nothing to miss when the network is gone. */
export function createAlarmSound(): AlarmSound {
  const context = new AudioContext();
  return {
    async unlock() {
      await context.resume();
      return context.state === 'running';
    },
    play(alarm) {
      if (context.state !== 'running') return;
      const { shape, notes } = NOTES[alarm];
      for (const note of notes) sound(context, shape, note);
    },
    close: () => void context.close(),
  };
}

function sound(context: AudioContext, shape: OscillatorType, { hertz, atSeconds, seconds }: Note): void {
  const start = context.currentTime + atSeconds;
  const oscillator = new OscillatorNode(context, { type: shape, frequency: hertz });
  const volume = new GainNode(context, { gain: 0 });
  volume.gain.linearRampToValueAtTime(LOUDNESS, start + FADE_SECONDS);
  volume.gain.setValueAtTime(LOUDNESS, start + seconds - FADE_SECONDS);
  volume.gain.linearRampToValueAtTime(0, start + seconds);
  oscillator.connect(volume).connect(context.destination);
  oscillator.start(start);
  oscillator.stop(start + seconds);
}
