import { Select, Textarea } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { useQuery } from 'urql';
import { MatchProposedNamesDocument } from '../../gql/generated/graphql.ts';
import { capitalised } from '../../lib/words.ts';
import { HostName } from '../../ui/host-name.tsx';
import { Section } from '../../ui/section.tsx';
import { StateMark } from '../../ui/state-mark.tsx';
import { coverageOf } from './pattern-coverage.ts';
import type { ProfileValues } from './profile-values.ts';
import styles from './trust-profiles.module.css';

const PAUSE = 250;
const MOST = 20;
const namesIn = (text: string): string[] =>
  [...new Set(text.toLowerCase().split(/[\s,;]+/))].filter((name) => name !== '').slice(0, MOST);

interface MatchTesterProps {
  readonly organizationId: string;
  readonly environments: readonly string[];
  readonly values: ProfileValues;
}

/** Tries names on the rules as they stand in the form, beside what is in force now. */
export function MatchTester({ organizationId, environments, values }: MatchTesterProps) {
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
  const inForce = new Map(data?.matchTrustProfile.explanations.map(({ domain, why }) => [domain, why] as const) ?? []);
  const isFor = values.environments.length === 0 || values.environments.includes(environment);
  return (
    <Section title="Try names" hint="On the rules as they stand here, before they are saved.">
      <div className={styles.pair}>
        <Textarea
          label="Names"
          placeholder="api.internal.corp.com"
          autosize
          minRows={2}
          spellCheck={false}
          classNames={{ input: 'mono' }}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Select
          label="Environment"
          allowDeselect={false}
          data={environments.map((one) => ({ value: one, label: capitalised(one) }))}
          value={environment}
          onChange={(value) => setEnvironment(value ?? '')}
        />
      </div>
      <ul className={styles.verdicts} aria-label="How these names match" aria-live="polite">
        {names.map((name) => {
          const { covered, why } = coverageOf(name, values);
          const passes = covered && isFor;
          return (
            <li key={name} className={styles.verdict}>
              <StateMark state={passes ? 'pass' : 'fail'} size={14} />
              <div>
                <HostName name={name} /> {covered && !isFor ? `The profile would not be for ${environment}.` : why}
                {inForce.get(name) && <div className={styles.meta}>In force now: {inForce.get(name)}</div>}
              </div>
            </li>
          );
        })}
      </ul>
    </Section>
  );
}
