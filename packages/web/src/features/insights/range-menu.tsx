import { Button, Popover, TextInput, UnstyledButton } from '@mantine/core';
import { IconCalendar, IconCheck, IconChevronDown } from '@tabler/icons-react';
import { useState } from 'react';
import { DAYS, DEFAULT_DAYS, daysOf, type InsightSearch, rangeRefusal } from './insight-search.ts';
import { rangeWords } from './insight-words.ts';
import styles from './range-menu.module.css';

interface RangeMenuProps {
  readonly search: InsightSearch;
  readonly now: Date;
  readonly onSearch: (search: InsightSearch) => void;
}

/** The days that are looked at: the last so many, or from one to another. */
export function RangeMenu({ search, now, onSearch }: RangeMenuProps) {
  const [isOpen, setIsOpen] = useState(false);
  const { first, last } = daysOf(search, now);
  const chosen = search.from === undefined ? (search.days ?? DEFAULT_DAYS) : null;
  const choose = (next: InsightSearch): void => {
    setIsOpen(false);
    onSearch(next);
  };
  return (
    <Popover opened={isOpen} onChange={setIsOpen} position="bottom-end" width={264} trapFocus returnFocus>
      <Popover.Target>
        <Button
          variant="default"
          className="quiet-button"
          leftSection={<IconCalendar size={16} stroke={1.75} />}
          rightSection={<IconChevronDown size={14} stroke={1.75} />}
          onClick={() => setIsOpen((open) => !open)}
        >
          {rangeWords(first, last, now)}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label="Days">
        {DAYS.map((days) => (
          <UnstyledButton
            key={days}
            className={styles.choice}
            aria-pressed={days === chosen}
            onClick={() => choose({ ...search, days, from: undefined, to: undefined })}
          >
            Last {days} days
            {days === chosen && <IconCheck size={14} stroke={2.5} aria-hidden="true" />}
          </UnstyledButton>
        ))}
        <OwnDays
          key={`${first} ${last}`}
          first={first}
          last={last}
          now={now}
          onDays={(from, to) => choose({ ...search, days: undefined, from, to })}
        />
      </Popover.Dropdown>
    </Popover>
  );
}

interface OwnDaysProps {
  readonly first: string;
  readonly last: string;
  readonly now: Date;
  readonly onDays: (first: string, last: string) => void;
}

function OwnDays({ first, last, now, onDays }: OwnDaysProps) {
  const [from, setFrom] = useState(first);
  const [to, setTo] = useState(last);
  const isNamed = from !== '' && to !== '';
  const refusal = isNamed ? rangeRefusal({ first: from, last: to }, now) : null;
  return (
    <form
      className={styles.own}
      onSubmit={(event) => {
        event.preventDefault();
        if (isNamed && refusal === null) onDays(from, to);
      }}
    >
      <TextInput
        type="date"
        label="From"
        value={from}
        error={refusal?.field === 'from' && refusal.message}
        onChange={(event) => setFrom(event.currentTarget.value)}
      />
      <TextInput
        type="date"
        label="To, included"
        value={to}
        error={refusal?.field === 'to' && refusal.message}
        onChange={(event) => setTo(event.currentTarget.value)}
      />
      <p className={styles.note}>Days are those of UTC.</p>
      <Button type="submit" variant="default" fullWidth>
        Show these days
      </Button>
    </form>
  );
}
