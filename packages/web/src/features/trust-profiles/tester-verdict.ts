import type { State } from '../../ui/state-mark.tsx';
import { coverageOf } from './pattern-coverage.ts';
import type { ProfileValues } from './profile-values.ts';

/** What the server says of a name by the profiles in force. */
export interface InForce {
  readonly matched: boolean;
  readonly why: string;
  readonly trustProfile?: { readonly id: string; readonly name: string } | null | undefined;
}

export interface TesterVerdict {
  readonly state: State;
  readonly says: string;
  /** What holds now, where that is worth a line. */
  readonly now: string | null;
}

type Draft = Pick<ProfileValues, 'domains' | 'exceptDomains' | 'allowWildcards' | 'environments'>;

/** How one name would fare with a draft, beside what is in force; `profileId` is null for a profile to be made. */
export function testerVerdict(
  name: string,
  environment: string,
  draft: Draft,
  profileId: string | null,
  inForce: InForce | undefined,
): TesterVerdict {
  const { covered, why } = coverageOf(name, draft);
  const isFor = draft.environments.length === 0 || draft.environments.includes(environment);
  const now = inForce ? `In force now: ${inForce.why}` : null;
  const other = inForce?.matched === true && inForce.trustProfile?.id !== profileId ? inForce.trustProfile : null;
  if (covered && isFor && other) {
    return {
      state: 'warn',
      says: `${why} ${other.name} covers it, too: this cannot be saved while both do.`,
      now,
    };
  }
  if (covered && isFor) return { state: 'pass', says: why, now };
  const says = covered ? `The profile would not be for ${environment}.` : why;
  if (other) return { state: 'later', says: `${says} It is ${other.name}’s.`, now };
  return { state: 'fail', says, now };
}
