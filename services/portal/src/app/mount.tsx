import { type ReactNode, StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import '../ui/tokens.css';
import '../ui/base.css';
import { CrashPage } from './crash-page.tsx';

/** Shows what `start` resolves to in the page's root; a start that fails shows how to go on. */
export async function mount(start: () => Promise<ReactNode>): Promise<void> {
  const element = document.getElementById('root');
  if (!element) throw new Error('The page has no #root.');
  const root = createRoot(element);
  try {
    root.render(<StrictMode>{await start()}</StrictMode>);
  } catch (error) {
    reportError(error);
    root.render(<CrashPage />);
  }
}
