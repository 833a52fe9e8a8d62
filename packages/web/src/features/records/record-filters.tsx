import { Button, Select, TextInput } from '@mantine/core';
import { useEffect, useMemo, useState } from 'react';
import { TYPE_CHOICES } from '../../lib/record-words.ts';
import { useActors } from './record-actors.ts';
import { dayRefusal, isNarrowed, type RecordSearch } from './record-search.ts';
import styles from './records-screen.module.css';

const TYPING_PAUSE = 400;

interface RecordFiltersProps {
  readonly organizationId: string;
  readonly search: RecordSearch;
  readonly onSearch: (search: RecordSearch) => void;
}

/** What narrows the records; all of it in the address. */
export function RecordFilters({ organizationId, search, onSearch }: RecordFiltersProps) {
  const actors = useActors(organizationId, search.actor);
  const types = useMemo(() => TYPE_CHOICES.map(({ group, items }) => ({ group, items: [...items] })), []);
  return (
    <div className={styles.filters}>
      <Select
        label="What happened"
        placeholder="Anything"
        data={types}
        value={search.type ?? null}
        onChange={(type) => onSearch({ ...search, type: type ?? undefined })}
        clearable
        searchable
        maxDropdownHeight={360}
      />
      <Select
        label="Who did it"
        placeholder="Anybody"
        data={actors}
        value={search.actor ?? null}
        onChange={(actor) => onSearch({ ...search, actor: actor ?? undefined })}
        clearable
        searchable
      />
      <SubjectField search={search} onSearch={onSearch} />
      <TextInput
        type="date"
        label="From (UTC)"
        value={search.from ?? ''}
        onChange={(event) => onSearch({ ...search, from: event.currentTarget.value || undefined })}
      />
      <TextInput
        type="date"
        label="To, included (UTC)"
        value={search.to ?? ''}
        error={dayRefusal(search)}
        onChange={(event) => onSearch({ ...search, to: event.currentTarget.value || undefined })}
      />
      {isNarrowed(search) && (
        <Button
          className={`quiet-button ${styles.clear}`}
          variant="default"
          onClick={() => onSearch({ ledger: search.ledger })}
        >
          Show all
        </Button>
      )}
    </div>
  );
}

function SubjectField({ search, onSearch }: Pick<RecordFiltersProps, 'search' | 'onSearch'>) {
  const [text, setText] = useState(search.subject ?? '');
  useEffect(() => {
    setText(search.subject ?? '');
  }, [search.subject]);
  useEffect(() => {
    const wanted = text.trim();
    if (wanted === (search.subject ?? '')) return undefined;
    const timer = setTimeout(() => onSearch({ ...search, subject: wanted === '' ? undefined : wanted }), TYPING_PAUSE);
    return () => clearTimeout(timer);
  }, [text, search, onSearch]);
  return (
    <TextInput
      label="About"
      placeholder="Id of a request, profile, person …"
      value={text}
      onChange={(event) => setText(event.currentTarget.value)}
      maxLength={100}
    />
  );
}
