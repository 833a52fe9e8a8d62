import { ActionIcon, Select, TextInput, Tooltip } from '@mantine/core';
import { IconAlarm, IconSearch } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useQuery } from 'urql';
import { QueueFiltersDocument } from '../../gql/generated/graphql.ts';
import type { QueueSearch } from '../../lib/queue-tabs.ts';
import { useOrganization } from '../../lib/session.ts';
import { useKeys } from '../../lib/use-keys.ts';
import { capitalised } from '../../lib/words.ts';
import { KeyCap } from '../../ui/key-cap.tsx';
import styles from './queue-pane.module.css';

const TYPING_PAUSE = 250;

interface QueueFiltersProps {
  readonly search: QueueSearch;
  readonly onSearch: (search: QueueSearch) => void;
}

/** Search, profile, environment, and what has waited too long; all of it in the address. */
export function QueueFilters({ search, onSearch }: QueueFiltersProps) {
  const organization = useOrganization();
  const [{ data }] = useQuery({ query: QueueFiltersDocument, variables: { organizationId: organization.id } });
  const field = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(search.q ?? '');
  useKeys({ '/': () => field.current?.focus() });
  useEffect(() => {
    setText(search.q ?? '');
  }, [search.q]);
  useEffect(() => {
    if (text === (search.q ?? '')) return undefined;
    const timer = setTimeout(() => onSearch({ ...search, q: text === '' ? undefined : text }), TYPING_PAUSE);
    return () => clearTimeout(timer);
  }, [text, search, onSearch]);
  const profiles = (data?.trustProfiles.nodes ?? []).map(({ id, name }) => ({ value: id, label: name }));
  const environments = organization.environments.map((name) => ({ value: name, label: capitalised(name) }));
  return (
    <div className={styles.filters}>
      <TextInput
        ref={field}
        className={styles.search}
        aria-label="Search"
        placeholder="Search"
        leftSection={<IconSearch size={14} stroke={1.75} />}
        rightSection={<KeyCap>/</KeyCap>}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') event.currentTarget.blur();
        }}
      />
      <Select
        aria-label="Profile"
        placeholder="Profile"
        clearable
        data={profiles}
        value={search.profile ?? null}
        onChange={(value) => onSearch({ ...search, profile: value ?? undefined })}
      />
      <Select
        aria-label="Environment"
        placeholder="Environment"
        clearable
        data={environments}
        value={search.environment ?? null}
        onChange={(value) => onSearch({ ...search, environment: value ?? undefined })}
      />
      <Tooltip label="Only escalated requests">
        <ActionIcon
          variant={search.escalated ? 'filled' : 'default'}
          size={36}
          aria-label="Only escalated requests"
          aria-pressed={search.escalated === true}
          onClick={() => onSearch({ ...search, escalated: search.escalated ? undefined : true })}
        >
          <IconAlarm size={16} stroke={1.75} />
        </ActionIcon>
      </Tooltip>
    </div>
  );
}
