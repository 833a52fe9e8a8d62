import { Select, Textarea } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { useQuery } from 'urql';
import { MatchProposedNamesDocument } from '../../gql/generated/graphql.ts';
import { capitalised } from '../../lib/words.ts';
import { HostName } from '../../ui/host-name.tsx';
import { Section } from '../../ui/section.tsx';
import { StateMark } from '../../ui/state-mark.tsx';
import styles from './match-tester.module.css';
import type { ProfileValues } from './profile-values.ts';
import { testerVerdict } from './tester-verdict.ts';

const PAUSE = 250;
const MOST = 20;
const namesIn = (text: string): string[] =>
  [...new Set(text.toLowerCase().split(/[\s,;]+/))].filter((name) => name !== '').slice(0, MOST);

interface MatchTesterProps {
  readonly organizationId: string;
  /** Null: a new one. */
  readonly profileId: string | null;
  readonly environments: readonly string[];
  readonly values: ProfileValues;
}

/** Tries names on the rules as they stand in the form, beside what is in force now. */
export function MatchTester({ organizationId, profileId, environments, values }: MatchTesterProps) {
  const [text, setText] = useState('');
  const [environment, setEnvironment] = useState(environments[0] ?? '');
  const names = namesIn(text);
  const [asked] = useDebouncedValue(names.join(' '), PAUSE);
  const domains = asked === '' ? [] : asked.split(' ');
  const [{ data }] = useQuery({
    query: MatchProposedNamesDocument,
    variables: { organizationId, domains, environment },
    pause: domains.length === 0 || environment === '',
    requestPolicy: 'network-only',
  });
  const inForce = new Map(data?.matchTrustProfile.explanations.map((one) => [one.domain, one] as const) ?? []);
  return (
    <Section title="Try names" hint="as you type, before it is saved">
      <div className={styles.fields}>
        <Textarea
          label="Names"
          placeholder="api.internal.corp.com"
          autosize
          minRows={2}
          maxRows={8}
          spellCheck={false}
          classNames={{ input: 'mono' }}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Select
          label="In environment"
          allowDeselect={false}
          data={environments.map((one) => ({ value: one, label: capitalised(one) }))}
          value={environment}
          onChange={(value) => setEnvironment(value ?? '')}
        />
      </div>
      {names.length === 0 && (
        <p className={styles.hint}>Type or paste some names that should fit, and some that must not.</p>
      )}
      <ul className={styles.verdicts} aria-label="How these names match" aria-live="polite">
        {names.map((name) => {
          const { state, says, now } = testerVerdict(name, environment, values, profileId, inForce.get(name));
          return (
            <li key={name} className={styles.verdict} data-state={state}>
              <StateMark state={state} size={14} />
              <div>
                <HostName name={name} />
                <p className={styles.says}>{says}</p>
                {now !== null && <p className={styles.now}>{now}</p>}
              </div>
            </li>
          );
        })}
      </ul>
    </Section>
  );
}
