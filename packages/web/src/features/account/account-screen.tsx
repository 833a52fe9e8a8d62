import { PLATFORM_ROLE_NAMES, ROLE_NAMES } from '../../lib/role-words.ts';
import { useSession } from '../../lib/session.ts';
import { PersonMark } from '../../ui/actor-mark.tsx';
import { FactList } from '../../ui/fact-list.tsx';
import { FormSection } from '../../ui/form-section.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import styles from './account-screen.module.css';
import { PasswordForm } from './password-form.tsx';
import { SessionsSection } from './sessions-section.tsx';

/** Who one is here, one's password, and where one is signed in. */
export default function AccountScreen() {
  const { person, platformRole, memberships } = useSession();
  const facts = [
    { label: 'Name', value: <strong>{person.name}</strong> },
    { label: 'E-mail', value: person.email },
    ...(platformRole === null ? [] : [{ label: 'On the platform', value: PLATFORM_ROLE_NAMES[platformRole] }]),
    {
      label: 'Organizations',
      value:
        memberships.map(({ organization, role }) => `${organization.name} (${ROLE_NAMES[role]})`).join(', ') || 'none',
    },
  ];
  return (
    <div className={styles.page}>
      <PageHeader
        title="Account"
        about="Who you are here. Your name stands beside everything that you decide; an admin changes your roles."
      />
      <div className={styles.who}>
        <PersonMark name={person.name} size="lg" />
        <div className={styles.facts}>
          <FactList facts={facts} wide />
        </div>
      </div>
      <FormSection
        title="Password"
        about="Changing it signs you out everywhere else. Deciding after a long pause asks for it again."
      >
        <PasswordForm />
      </FormSection>
      <SessionsSection />
    </div>
  );
}
