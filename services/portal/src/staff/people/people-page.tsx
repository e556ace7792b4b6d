import type { StaffView } from '@campus/contracts/auth-api';
import { Pencil, UserPlus, UserSearch } from 'lucide-react';
import { useState } from 'react';
import { useSignIn } from '../../app/portal-context.ts';
import { officeTexts } from '../../texts/office-texts.ts';
import { texts } from '../../texts/texts.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { useFormat } from '../../ui/format-context.ts';
import { Page } from '../../ui/page.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { Segments } from '../../ui/segments.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { type Column, Table } from '../../ui/table.tsx';
import { NewPersonForm } from './new-person-form.tsx';
import styles from './people.module.css';
import { found, inOrder } from './people-rules.ts';
import { PersonSheet } from './person-sheet.tsx';
import { usePeople } from './use-people.ts';

const words = officeTexts.people;
const SHOWS = [
  { value: 'active', label: words.show.active },
  { value: 'all', label: words.show.all },
] as const;
type Show = (typeof SHOWS)[number]['value'];

/** Who works here, what each may do, and who may sign in. */
export function PeoplePage() {
  const { data: people, error, refetch } = usePeople();
  const [edited, edit] = useState<string>();
  const [isAdding, setAdding] = useState(false);
  return (
    <Page
      title={words.title}
      text={people && words.summary(people.filter(({ is_active }) => is_active).length)}
      actions={
        <Button variant="primary" icon={<UserPlus />} onClick={() => setAdding(true)}>
          {words.add}
        </Button>
      }
    >
      {!people && error && <ErrorState error={error} onRetry={refetch} />}
      {!people && !error && <Skeleton label={words.loading} count={5} height="4rem" />}
      {people && <PeopleTable people={people} onEdit={edit} />}
      <PersonSheet
        person={people?.find(({ id }) => id === edited)}
        people={people ?? []}
        onClose={() => edit(undefined)}
      />
      <Dialog open={isAdding} onClose={() => setAdding(false)} title={words.form.create} kind="sheet">
        <NewPersonForm onDone={() => setAdding(false)} />
      </Dialog>
    </Page>
  );
}

function PeopleTable({ people, onEdit }: { people: readonly StaffView[]; onEdit(id: string): void }) {
  const [search, setSearch] = useState('');
  const [show, setShow] = useState<Show>('active');
  const columns = useColumns(onEdit);
  const shown = inOrder(found(people, search)).filter(({ is_active }) => is_active || show === 'all');
  return (
    <>
      <div className={styles.tools}>
        <SearchField label={words.search} value={search} onChange={setSearch} />
        <Segments label={words.show.label} segments={SHOWS} value={show} onChange={setShow} />
      </div>
      {shown.length === 0 ? (
        <EmptyState {...words.nothing} icon={<UserSearch />} />
      ) : (
        <Table caption={words.title} columns={columns} rows={shown} keyOf={({ id }) => id} />
      )}
    </>
  );
}

function useColumns(onEdit: (id: string) => void): Column<StaffView>[] {
  const self = useSignIn().person.id;
  const { day, calendarDay } = useFormat();
  const { columns } = words;
  return [
    {
      header: columns.name,
      isName: true,
      cell: ({ id, name }) => (
        <span className={styles.nameCell}>
          {name} {id === self && <Badge tone="accent">{words.you}</Badge>}
        </span>
      ),
    },
    { header: columns.username, cell: ({ username }) => <span className={styles.username}>{username}</span> },
    { header: columns.role, cell: ({ role }) => texts.staff.role[role] },
    {
      header: columns.state,
      cell: ({ is_active }) => (
        <Badge tone={is_active ? 'success' : 'danger'}>{is_active ? words.active : words.inactive}</Badge>
      ),
    },
    { header: columns.since, cell: ({ created_at }) => day(calendarDay(created_at)) },
    {
      header: columns.actions,
      align: 'end',
      cell: ({ id, name }) => (
        <Button icon={<Pencil />} label={words.edit(name)} onClick={() => onEdit(id)}>
          {words.editShort}
        </Button>
      ),
    },
  ];
}
