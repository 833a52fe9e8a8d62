import { Button, Select, TextInput, UnstyledButton } from '@mantine/core';
import { IconAdjustmentsHorizontal, IconSearch } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useQuery } from 'urql';
import { CertificateFiltersDocument } from '../../gql/generated/graphql.ts';
import { type CertificateSearch, dayRefusal, isNarrowed } from '../../lib/certificate-search.ts';
import { useOrganization } from '../../lib/session.ts';
import { useKeys } from '../../lib/use-keys.ts';
import { useIsPhone } from '../../lib/use-media.ts';
import { capitalised } from '../../lib/words.ts';
import { KeyCap } from '../../ui/key-cap.tsx';
import styles from './certificates-screen.module.css';

const TYPING_PAUSE = 250;

interface CertificateFiltersProps {
  readonly search: CertificateSearch;
  readonly onSearch: (search: CertificateSearch) => void;
}

/** What narrows the certificates; all of it in the address. On a phone only the search stands open. */
export function CertificateFilters({ search, onSearch }: CertificateFiltersProps) {
  const isPhone = useIsPhone();
  const [open, setOpen] = useState(false);
  return (
    <div className={styles.filters}>
      <SearchField search={search} onSearch={onSearch} />
      {isPhone && (
        <UnstyledButton className={styles.fold} aria-expanded={open} onClick={() => setOpen(!open)}>
          <IconAdjustmentsHorizontal size={16} stroke={1.75} aria-hidden="true" />
          Filters
        </UnstyledButton>
      )}
      {(!isPhone || open) && <Choices search={search} onSearch={onSearch} />}
      {isNarrowed(search) && (
        <Button className="quiet-button" variant="default" onClick={() => onSearch({ tab: search.tab })}>
          Show all
        </Button>
      )}
    </div>
  );
}

function Choices({ search, onSearch }: CertificateFiltersProps) {
  const organization = useOrganization();
  const [{ data }] = useQuery({ query: CertificateFiltersDocument, variables: { organizationId: organization.id } });
  const profiles = (data?.trustProfiles.nodes ?? []).map(({ id, name }) => ({ value: id, label: name }));
  const requesters = [
    { group: 'People', items: (data?.members.nodes ?? []).map(({ user }) => ({ value: user.id, label: user.name })) },
    { group: 'Devices', items: (data?.devices.nodes ?? []).map(({ id, name }) => ({ value: id, label: name })) },
  ].filter(({ items }) => items.length > 0);
  const refusal = dayRefusal(search);
  return (
    <div className={styles.choices}>
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
        data={organization.environments.map((name) => ({ value: name, label: capitalised(name) }))}
        value={search.environment ?? null}
        onChange={(value) => onSearch({ ...search, environment: value ?? undefined })}
      />
      <Select
        aria-label="Requester"
        placeholder="Requester"
        clearable
        searchable
        nothingFoundMessage="Nobody is called that"
        data={requesters}
        value={search.requester ?? null}
        onChange={(value) => onSearch({ ...search, requester: value ?? undefined })}
      />
      <span className={styles.day}>
        <span aria-hidden="true">Ends from</span>
        <TextInput
          type="date"
          aria-label="Ends from"
          value={search.expiresFrom ?? ''}
          onChange={(event) => onSearch({ ...search, expiresFrom: event.currentTarget.value || undefined })}
        />
      </span>
      <span className={styles.day}>
        <span aria-hidden="true">to</span>
        <TextInput
          type="date"
          aria-label="Ends up to, included"
          value={search.expiresTo ?? ''}
          error={refusal}
          onChange={(event) => onSearch({ ...search, expiresTo: event.currentTarget.value || undefined })}
        />
      </span>
    </div>
  );
}

function SearchField({ search, onSearch }: CertificateFiltersProps) {
  const field = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(search.q ?? '');
  useKeys({ '/': () => field.current?.focus() });
  useEffect(() => {
    setText(search.q ?? '');
  }, [search.q]);
  useEffect(() => {
    const wanted = text.trim();
    if (wanted === (search.q ?? '')) return undefined;
    const timer = setTimeout(() => onSearch({ ...search, q: wanted === '' ? undefined : wanted }), TYPING_PAUSE);
    return () => clearTimeout(timer);
  }, [text, search, onSearch]);
  return (
    <TextInput
      ref={field}
      className={styles.search}
      aria-label="Search names"
      placeholder="Search names"
      maxLength={253}
      leftSection={<IconSearch size={14} stroke={1.75} />}
      rightSection={<KeyCap>/</KeyCap>}
      value={text}
      onChange={(event) => setText(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === 'Escape') event.currentTarget.blur();
      }}
    />
  );
}
