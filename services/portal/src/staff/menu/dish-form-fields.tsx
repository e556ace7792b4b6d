import type { CategoryView } from '@campus/contracts/menu-api';
import { officeTexts } from '../../texts/office-texts.ts';
import { Checkbox } from '../../ui/checkbox.tsx';
import { ChoiceGroup } from '../../ui/choice-group.tsx';
import { Select } from '../../ui/select.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { VegMark } from '../../ui/veg-mark.tsx';
import type { DishDraft } from './dish-draft.ts';
import styles from './dish-form.module.css';

const words = officeTexts.menuAdmin.form;
const KINDS = [
  { value: 'veg', label: words.veg, icon: <VegMark isVeg={true} /> },
  { value: 'non-veg', label: words.nonVeg, icon: <VegMark isVeg={false} /> },
] as const;

export interface DishFormFieldsProps {
  draft: DishDraft;
  onChange(change: Partial<DishDraft>): void;
  /** What is wrong, by the names of the API's fields. */
  errors: Partial<Record<string, string>>;
  categories: readonly CategoryView[];
  /** As the settings have them. */
  windows: readonly string[];
}

export function DishFormFields({ draft, onChange, errors, categories, windows }: DishFormFieldsProps) {
  return (
    <>
      <TextField
        name="name"
        label={words.name}
        value={draft.name}
        error={errors.name}
        maxLength={200}
        autoComplete="off"
        onChange={(name) => onChange({ name })}
      />
      <TextArea
        name="description"
        label={words.description}
        hint={words.descriptionHint}
        value={draft.description}
        error={errors.description}
        maxLength={2_000}
        onChange={(description) => onChange({ description })}
      />
      <TextField
        name="price"
        label={officeTexts.menuAdmin.price.label}
        hint={officeTexts.menuAdmin.price.hint}
        inputMode="decimal"
        autoComplete="off"
        value={draft.price}
        error={errors.price}
        onChange={(price) => onChange({ price })}
      />
      <Select
        name="category_id"
        label={words.category}
        choices={categories.map(({ id, name }) => ({ value: id, label: name }))}
        value={draft.categoryId}
        error={errors.category_id}
        onChange={(categoryId) => onChange({ categoryId })}
      />
      <ChoiceGroup
        label={words.kind}
        choices={KINDS}
        value={draft.isVeg ? 'veg' : 'non-veg'}
        onChange={(kind) => onChange({ isVeg: kind === 'veg' })}
      />
      <Windows {...{ draft, onChange, windows, error: errors.time_slots }} />
    </>
  );
}

type WindowsProps = Pick<DishFormFieldsProps, 'draft' | 'onChange' | 'windows'> & { error: string | undefined };

function Windows({ draft, onChange, windows, error }: WindowsProps) {
  const gone = draft.windows.filter((name) => !windows.includes(name));
  const choose = (name: string, chosen: boolean) =>
    onChange({ windows: chosen ? [...draft.windows, name] : draft.windows.filter((other) => other !== name) });
  return (
    <fieldset className={styles.windows}>
      <legend className={styles.legend}>{words.windows}</legend>
      {[...windows, ...gone].map((name) => (
        <Checkbox
          key={name}
          label={windows.includes(name) ? name : words.goneWindow(name)}
          checked={draft.windows.includes(name)}
          onChange={(chosen) => choose(name, chosen)}
        />
      ))}
      <p className={error ? styles.error : styles.hint}>{error ?? words.windowsHint}</p>
    </fieldset>
  );
}
