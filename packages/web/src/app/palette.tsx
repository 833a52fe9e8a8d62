import { Modal, TextInput, UnstyledButton } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { type KeyboardEvent, useEffect, useId, useState } from 'react';
import { useSession } from '../lib/session.ts';
import { ADMIN_PLACES } from './admin-places.ts';
import styles from './palette.module.css';

interface Command {
  readonly label: string;
  readonly hint: string;
  readonly run: () => void;
}

/** Go to anything by typing. */
export function Palette({ opened, onClose }: { readonly opened: boolean; readonly onClose: () => void }) {
  const navigate = useNavigate();
  const { memberships, platformRole, selectOrganization, signOut } = useSession();
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const listId = useId();
  useEffect(() => {
    if (!opened) return;
    setText('');
    setAt(0);
  }, [opened]);

  const commands: Command[] = [
    {
      label: 'Approvals',
      hint: 'what waits for you',
      run: () => void navigate({ to: '/approvals', search: { tab: 'for-me' } }),
    },
    {
      label: 'Waiting on others',
      hint: 'approvals',
      run: () => void navigate({ to: '/approvals', search: { tab: 'waiting' } }),
    },
    {
      label: 'My requests',
      hint: 'approvals',
      run: () => void navigate({ to: '/approvals', search: { tab: 'mine' } }),
    },
    { label: 'Decided', hint: 'approvals', run: () => void navigate({ to: '/approvals', search: { tab: 'decided' } }) },
    { label: 'New request', hint: 'ask for a certificate', run: () => void navigate({ to: '/new-request' }) },
    { label: 'Audit chain', hint: 'every record, verified', run: () => void navigate({ to: '/audit-chain' }) },
    { label: 'Records', hint: 'who did what, as a file too', run: () => void navigate({ to: '/records' }) },
    {
      label: 'First steps',
      hint: 'organization, authority, profile, device',
      run: () => void navigate({ to: '/first-steps' }),
    },
    ...ADMIN_PLACES.filter(({ of }) => of === 'organization' || platformRole !== null).map(({ to, label }) => ({
      label,
      hint: 'admin',
      run: () => void navigate({ to }),
    })),
    ...memberships.map(({ organization }) => ({
      label: organization.name,
      hint: 'organization',
      run: () => selectOrganization(organization.id),
    })),
    { label: 'Sign out', hint: '', run: signOut },
  ];
  const wanted = text.trim().toLowerCase();
  const found = commands.filter(({ label, hint }) => `${label} ${hint}`.toLowerCase().includes(wanted));
  if (/^apr_[0-9a-z]{26}$/.test(wanted)) {
    found.unshift({
      label: wanted,
      hint: 'request',
      run: () => void navigate({ to: '/approvals/$requestId', params: { requestId: wanted } }),
    });
  } else if (wanted.length > 2) {
    found.push({
      label: `Search requests for “${wanted}”`,
      hint: 'approvals',
      run: () => void navigate({ to: '/approvals', search: { q: wanted } }),
    });
  }
  const chosen = Math.min(at, Math.max(0, found.length - 1));
  const choose = (command: Command | undefined): void => {
    onClose();
    command?.run();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowDown') setAt(Math.min(chosen + 1, found.length - 1));
    else if (event.key === 'ArrowUp') setAt(Math.max(chosen - 1, 0));
    else if (event.key === 'Enter') choose(found[chosen]);
    else return;
    event.preventDefault();
  };
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      withCloseButton={false}
      size={560}
      yOffset="12vh"
      padding={0}
      attributes={{ content: { 'aria-label': 'Go to anything' } }}
    >
      <TextInput
        className={styles.field}
        variant="unstyled"
        data-autofocus
        role="combobox"
        aria-label="Go to anything"
        aria-expanded="true"
        aria-controls={listId}
        aria-activedescendant={found[chosen] ? `${listId}-${chosen}` : undefined}
        placeholder="Go to a screen, an organization, a host name or an id"
        leftSection={<IconSearch size={16} stroke={1.75} />}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div id={listId} role="listbox" aria-label="Places" className={styles.list}>
        {found.map((command, index) => (
          <UnstyledButton
            key={`${command.label} ${command.hint}`}
            id={`${listId}-${index}`}
            role="option"
            aria-selected={index === chosen}
            tabIndex={-1}
            className={styles.option}
            onClick={() => choose(command)}
            onMouseEnter={() => setAt(index)}
          >
            {command.label}
            <span className={styles.hint}>{command.hint}</span>
          </UnstyledButton>
        ))}
        {found.length === 0 && <p className={styles.none}>Nothing is called that.</p>}
      </div>
    </Modal>
  );
}
