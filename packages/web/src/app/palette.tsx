import { Modal, TextInput, UnstyledButton, useMantineColorScheme } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useNavigate, useParams } from '@tanstack/react-router';
import { type KeyboardEvent, useEffect, useId, useState } from 'react';
import { useSession } from '../lib/session.ts';
import { HostName } from '../ui/host-name.tsx';
import { KeyCap } from '../ui/key-cap.tsx';
import styles from './palette.module.css';
import { type Command, commandsOf, matching } from './palette-commands.ts';
import { certificateCommand, requestCommand } from './palette-finds.ts';
import type { Place } from './places.ts';
import { usePaletteSearch, useRecentRequests } from './use-palette-search.ts';

interface PaletteProps {
  readonly places: readonly Place[];
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** Go to anything, or do what the open screen offers, by typing. */
export function Palette({ opened, onClose, places }: PaletteProps) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      withCloseButton={false}
      size={600}
      yOffset="12vh"
      centered={false}
      padding={0}
      attributes={{ content: { 'aria-label': 'Go to anything' } }}
    >
      <PaletteBody places={places} onClose={onClose} />
    </Modal>
  );
}

function PaletteBody({ onClose, places }: Omit<PaletteProps, 'opened'>) {
  const navigate = useNavigate();
  const { requestId = null } = useParams({ strict: false });
  const session = useSession();
  const { setColorScheme } = useMantineColorScheme();
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  // What the screen beneath offers does not change while this is over it.
  const [commands] = useState(() => commandsOf({ places, session, navigate, setTheme: setColorScheme }));
  const listId = useId();
  const organizationId = session.current?.organization.id ?? null;
  const search = usePaletteSearch(organizationId, text);
  const recent = useRecentRequests(true, requestId);

  const isEmpty = text.trim() === '';
  const fixed = matching(commands, text);
  const found = isEmpty
    ? [
        ...fixed.filter(({ group }) => group === 'On this screen'),
        ...recent.map((request) => requestCommand(request, 'Recent', navigate)),
        ...fixed.filter(({ group }) => group !== 'On this screen'),
      ]
    : [
        ...fixed.slice(0, 8),
        ...search.requests.map((request) => requestCommand(request, 'Requests', navigate)),
        ...search.certificates.flatMap((certificate) => certificateCommand(certificate, navigate)),
      ];
  const chosen = Math.min(at, Math.max(0, found.length - 1));
  const optionId = (index: number): string => `${listId}-${index}`;
  useEffect(() => {
    document.getElementById(`${listId}-${chosen}`)?.scrollIntoView({ block: 'nearest' });
  }, [listId, chosen]);

  const choose = (command: Command | undefined): void => {
    if (command === undefined) return;
    onClose();
    command.run();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const last = found.length - 1;
    if (event.key === 'ArrowDown') setAt(chosen === last ? 0 : chosen + 1);
    else if (event.key === 'ArrowUp') setAt(chosen === 0 ? last : chosen - 1);
    else if (event.key === 'Enter' && !event.nativeEvent.isComposing) choose(found[chosen]);
    else return;
    event.preventDefault();
  };
  const said = search.searching
    ? 'Searching requests and certificates'
    : search.failed
      ? 'Requests and certificates could not be searched: the server did not answer. Type on to try again.'
      : found.length === 0
        ? `Nothing is called “${text.trim()}”, no request and no certificate either.`
        : null;
  return (
    <>
      <TextInput
        className={styles.field}
        variant="unstyled"
        data-autofocus
        role="combobox"
        aria-label="Go to anything"
        aria-expanded={found.length > 0}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={found.length > 0 ? optionId(chosen) : undefined}
        placeholder="A host name, a request, a screen, something to do"
        leftSection={<IconSearch size={16} stroke={1.75} />}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div id={listId} role="listbox" aria-label="What was found" className={styles.list}>
        {groupsOf(found).map(([group, first, inside]) => (
          // biome-ignore lint/a11y/useSemanticElements: a fieldset is no group of a listbox
          <div key={`${group}-${first}`} role="group" aria-label={group} className={styles.group}>
            <p className={styles.title} role="presentation">
              {group}
            </p>
            {inside.map((command, place) => (
              <UnstyledButton
                key={command.id}
                id={optionId(first + place)}
                role="option"
                aria-selected={first + place === chosen}
                tabIndex={-1}
                className={styles.option}
                onClick={() => choose(command)}
                onMouseMove={() => setAt(first + place)}
              >
                <span className={styles.name}>
                  {command.isName ? <HostName name={command.label} fit="cut" /> : command.label}
                </span>
                <span className={styles.hint}>{command.hint}</span>
                {command.caps?.map((cap) => (
                  <KeyCap key={cap}>{cap}</KeyCap>
                ))}
              </UnstyledButton>
            ))}
          </div>
        ))}
      </div>
      <p className={styles.said} role="status" data-failed={search.failed || undefined}>
        {said}
      </p>
    </>
  );
}

/** Neighbours of one group together, each group with the number of its first. */
function groupsOf(found: readonly Command[]): readonly (readonly [string, number, readonly Command[]])[] {
  const groups: [string, number, Command[]][] = [];
  for (const [index, command] of found.entries()) {
    const last = groups.at(-1);
    if (last?.[0] === command.group) last[2].push(command);
    else groups.push([command.group, index, [command]]);
  }
  return groups;
}
