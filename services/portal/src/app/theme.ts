import { useSyncExternalStore } from 'react';

export type Theme = 'system' | 'light' | 'dark';

// Read by public/theme.js before the first paint.
const KEY = 'campus-theme';
const CHANGED = 'campus-theme-changed';

function readTheme(): Theme {
  const { theme } = document.documentElement.dataset;
  return theme === 'light' || theme === 'dark' ? theme : 'system';
}

function chooseTheme(theme: Theme): void {
  if (theme === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  try {
    localStorage.setItem(KEY, theme);
  } catch {
    // Blocked storage: the choice holds until the page is closed.
  }
  dispatchEvent(new Event(CHANGED));
}

function subscribe(listener: () => void): () => void {
  addEventListener(CHANGED, listener);
  return () => removeEventListener(CHANGED, listener);
}

/** Light, dark, or as the device is; remembered on this device. */
export function useTheme(): { theme: Theme; chooseTheme(theme: Theme): void } {
  return { theme: useSyncExternalStore(subscribe, readTheme), chooseTheme };
}
