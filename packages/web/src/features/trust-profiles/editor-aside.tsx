import type { TrustProfileDetailFragment } from '../../gql/generated/graphql.ts';
import { Section } from '../../ui/section.tsx';
import { StateWord } from '../../ui/state-word.tsx';
import { Differences } from './differences.tsx';
import { MatchTester } from './match-tester.tsx';
import type { ProfileValues } from './profile-values.ts';
import styles from './trust-profiles.module.css';
import type { Meaning } from './use-meaning.ts';

interface EditorAsideProps {
  readonly organizationId: string;
  /** Null: a new one. */
  readonly profile: TrustProfileDetailFragment | null;
  readonly environments: readonly string[];
  readonly values: ProfileValues;
  readonly isChanged: boolean;
  readonly meaning: Meaning | null;
}

/** Beside the form: what the draft would do, as one types it. */
export function EditorAside({ organizationId, profile, environments, values, isChanged, meaning }: EditorAsideProps) {
  return (
    <div className={styles.aside}>
      <MatchTester
        organizationId={organizationId}
        profileId={profile?.id ?? null}
        environments={environments}
        values={values}
      />
      {profile !== null && (
        <Section title="What this changes" hint={`against version ${profile.version}, in force`}>
          {!isChanged && <p className={styles.hint}>Nothing yet.</p>}
          {isChanged && meaning === null && <p className={styles.hint}>Shown once every field makes sense.</p>}
          {meaning && (
            <div className={styles.meaning}>
              {meaning.differences.length > 0 ? (
                <Differences label="Difference to the version in force" rows={meaning.differences} />
              ) : (
                <p className={styles.hint}>Its rules stay as they are.</p>
              )}
              {meaning.widens.length === 0 ? (
                <StateWord state="pass">It lets through nothing new</StateWord>
              ) : (
                <StateWord state="warn" detail={meaning.widens.join(' ')}>
                  {meaning.needsSecondAdmin ? 'It lets through more: a second admin decides' : 'It lets through more'}
                </StateWord>
              )}
            </div>
          )}
        </Section>
      )}
    </div>
  );
}
