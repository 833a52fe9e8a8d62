import { PROFILE_ROLE_MEANINGS, PROFILE_ROLE_NAMES, ROLE_MEANINGS, ROLE_NAMES } from '../../lib/role-words.ts';
import { FactList } from '../../ui/fact-list.tsx';
import { Section } from '../../ui/section.tsx';
import styles from './members.module.css';

/** What the words in the list mean, where they stand. */
export function RolesExplained() {
  return (
    <div className={styles.explained}>
      <Section title="Roles in the organization" hint="one each">
        <FactList
          facts={(['ADMIN', 'OPERATOR', 'VIEWER'] as const).map((role) => ({
            label: ROLE_NAMES[role],
            value: ROLE_MEANINGS[role],
          }))}
        />
      </Section>
      <Section title="Roles on a trust profile" hint="beside it, for that profile alone">
        <FactList
          facts={(['ADMIN', 'OPERATOR', 'VIEWER'] as const).map((role) => ({
            label: PROFILE_ROLE_NAMES[role],
            value: PROFILE_ROLE_MEANINGS[role],
          }))}
        />
      </Section>
    </div>
  );
}
