import { Button } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { capitalised, count, inWords } from '../../lib/words.ts';
import { HostName } from '../../ui/host-name.tsx';
import { type State, StateMark } from '../../ui/state-mark.tsx';
import type { NameVerdict } from './name-verdicts.ts';
import { type NearMiss, nearestPattern } from './nearest-pattern.ts';
import { type DecidingProfile, NextSteps } from './next-steps.tsx';
import styles from './where-this-goes.module.css';

export interface Destination {
  readonly state: 'empty' | 'checking' | 'fits' | 'refused' | 'failed';
  /** Why not, in the server's words. */
  readonly refusal: string | null;
  readonly profile: DecidingProfile | null;
}

interface WhereThisGoesProps {
  readonly destination: Destination;
  readonly verdicts: readonly NameVerdict[];
  readonly environment: string;
  readonly profiles: readonly { readonly id: string; readonly name: string; readonly domains: readonly string[] }[];
  readonly approvers: readonly string[];
  readonly onRemove: (name: string) => void;
}

/** Which profile takes it, name by name, and what happens once it is submitted. */
export function WhereThisGoes(props: WhereThisGoesProps) {
  const { destination, verdicts, environment, profiles, approvers, onRemove } = props;
  const headline = headlineOf(destination, verdicts);
  const missed = verdicts.some(({ state }) => state === 'fail');
  return (
    <>
      <section aria-label="Where this goes">
        <div className={styles.head}>
          <h2 className={styles.title}>Where this goes</h2>
          <span className={styles.hint}>as you type</span>
        </div>
        <p className={styles.headline} data-state={headline.state} role="status">
          <StateMark state={headline.state} />
          <span>{headline.text}</span>
        </p>
        {destination.state === 'refused' && destination.refusal !== null && !missed && (
          <p className={styles.refusal}>{destination.refusal}</p>
        )}
        <ul className={styles.names}>
          {verdicts.map((verdict) => (
            <NameLine key={verdict.name} verdict={verdict} profiles={profiles} onRemove={onRemove} />
          ))}
        </ul>
      </section>
      <section aria-label="What happens next" className={styles.next}>
        <h2 className={styles.title}>{destination.state === 'fits' ? 'Once you submit' : 'Once every name fits'}</h2>
        <NextSteps profile={destination.profile} environment={capitalised(environment)} approvers={approvers} />
      </section>
    </>
  );
}

interface Headline {
  readonly state: State;
  readonly text: string;
}

function headlineOf({ state, profile }: Destination, verdicts: readonly NameVerdict[]): Headline {
  if (state === 'empty') return { state: 'later', text: 'Add a name to see which profile takes it' };
  if (state === 'failed')
    return { state: 'warn', text: 'The names could not be checked; they will be when you submit' };
  if (state === 'fits' && profile) return { state: 'pass', text: `Fits ${profile.name} v${profile.version}` };
  if (state === 'checking') return { state: 'later', text: `Checking ${count(verdicts.length, 'name')}` };
  const missed = verdicts.filter((verdict) => verdict.state === 'fail').length;
  if (missed === 0) return { state: 'fail', text: 'Cannot be submitted as one request' };
  if (missed === verdicts.length && missed > 1)
    return { state: 'fail', text: 'Cannot be submitted: no name fits a profile' };
  return {
    state: 'fail',
    text: `Cannot be submitted: ${inWords(missed)} ${missed === 1 ? 'name fits' : 'names fit'} no profile`,
  };
}

interface NameLineProps {
  readonly verdict: NameVerdict;
  readonly profiles: WhereThisGoesProps['profiles'];
  readonly onRemove: (name: string) => void;
}

function NameLine({ verdict, profiles, onRemove }: NameLineProps) {
  const { name, state, why, pattern, profile } = verdict;
  const miss = state === 'fail' && pattern === null ? nearestPattern(name, profiles) : null;
  return (
    <li className={styles.name} data-state={state}>
      <StateMark state={state === 'checking' ? 'later' : state} />
      <div className={styles.nameBody}>
        <HostName name={name} />
        {state === 'pass' && pattern !== null ? (
          <p className={styles.why}>
            <code>{pattern}</code> of {profile} covers it
          </p>
        ) : (
          <p className={styles.why}>{why ?? 'Being checked'}</p>
        )}
        {state === 'fail' && (
          <div className={styles.mend}>
            {miss !== null && <NearMissWords miss={miss} />}
            <Button
              size="xs"
              variant="default"
              leftSection={<IconX size={14} stroke={2} aria-hidden="true" />}
              onClick={() => onRemove(name)}
            >
              Remove it<span className="visually-hidden">, {name}</span>
            </Button>
          </div>
        )}
      </div>
    </li>
  );
}

function NearMissWords({ miss }: { readonly miss: NearMiss }) {
  const { profileName, pattern, instead, shared } = miss;
  const labels = instead === '' ? 0 : instead.split('.').length;
  return (
    <>
      <p>
        Nearest is {profileName}: <code>*</code> stands for exactly one label, and here{' '}
        {labels === 0 ? 'is none' : `are ${inWords(labels)}`}.
      </p>
      {labels > 0 && (
        <p className={styles.compared} aria-hidden="true">
          <span>
            <b>{instead}</b>
            {shared}
          </span>
          <span>
            <span className={styles.pad}>{instead.slice(1)}</span>
            {pattern}
          </span>
        </p>
      )}
    </>
  );
}
