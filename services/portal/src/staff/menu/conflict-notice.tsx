import { GitCompareArrows } from 'lucide-react';
import { officeTexts } from '../../texts/office-texts.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import styles from './conflict-notice.module.css';

const words = officeTexts.menuAdmin.conflict;

export interface Difference {
  field: keyof typeof words.fields;
  /** As it is now, written for people. */
  value: string;
}

export interface ConflictNoticeProps {
  differences: readonly Difference[];
  onKeep(): void;
  onTake(): void;
}

/** What somebody else has changed while this form was open, and the two ways on. */
export function ConflictNotice({ differences, onKeep, onTake }: ConflictNoticeProps) {
  return (
    <Banner tone="warning" icon={<GitCompareArrows />} role="alert">
      <strong>{words.title}</strong>
      <ul className={styles.list}>
        {differences.map(({ field, value }) => (
          <li key={field}>{words.theirs(words.fields[field], value || words.nothing)}</li>
        ))}
      </ul>
      <div className={styles.actions}>
        <Button onClick={onTake}>{words.take}</Button>
        <Button onClick={onKeep}>{words.keep}</Button>
      </div>
    </Banner>
  );
}
