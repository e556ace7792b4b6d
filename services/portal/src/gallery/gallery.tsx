import { useState } from 'react';
import { type Theme, useTheme } from '../app/theme.ts';
import { Page } from '../ui/page.tsx';
import { Segments } from '../ui/segments.tsx';
import { Tabs } from '../ui/tabs.tsx';
import { Actions } from './actions.tsx';
import { Fields } from './fields.tsx';
import { Orders } from './orders.tsx';
import { States } from './states.tsx';

const THEMES: readonly { value: Theme; label: string }[] = [
  { value: 'system', label: 'System' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
];

/** Every component in every state, for whoever builds a page; in development at /gallery.html, never delivered. */
export function Gallery() {
  const { theme, chooseTheme } = useTheme();
  const [tab, setTab] = useState<'one' | 'two'>('one');
  return (
    <main>
      <Page
        title="Component set"
        text="src/ui, each in its states"
        actions={<Segments label="Theme" segments={THEMES} value={theme} onChange={chooseTheme} />}
      >
        <Actions />
        <Fields />
        <Orders />
        <Tabs
          label="Parts"
          value={tab}
          onChange={setTab}
          tabs={[
            { value: 'one', label: 'One', content: <p>First part</p> },
            { value: 'two', label: 'Two', content: <p>Second part</p> },
          ]}
        />
        <States />
      </Page>
    </main>
  );
}
