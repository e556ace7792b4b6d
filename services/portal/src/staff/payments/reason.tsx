import { CircleAlert, CircleCheck } from 'lucide-react';
import { officeTexts } from '../../texts/office-texts.ts';
import styles from './payments-page.module.css';

interface ReasonProps {
  title: string;
  meaning: string;
  todo: string;
  isSettled?: boolean;
}

/** What is wrong, what that means, and what to do. */
export function Reason({ title, meaning, todo, isSettled }: ReasonProps) {
  return (
    <div className={styles.reason}>
      <h3 className={styles.reasonTitle}>
        {isSettled ? <CircleCheck aria-hidden /> : <CircleAlert aria-hidden />}
        {title}
      </h3>
      <p className={styles.hint}>{meaning}</p>
      {!isSettled && (
        <p>
          <strong>{officeTexts.payments.todo}:</strong> {todo}
        </p>
      )}
    </div>
  );
}
