import { PLATFORM_ROLE_NAMES, ROLE_NAMES } from '../../lib/role-words.ts';
import { useSession } from '../../lib/session.ts';
import { FactList } from '../../ui/fact-list.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { Section } from '../../ui/section.tsx';
import styles from './account-screen.module.css';
import { PasswordForm } from './password-form.tsx';
import { SessionsSection } from './sessions-section.tsx';

/** Who one is here, one's password, and where one is signed in. */
export default function AccountScreen() {
  const { person, platformRole, memberships } = useSession();
  const facts = [
    { label: 'Name', value: person.name },
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
      <PageHeader title="Account" />
      <FactList facts={facts} />
      <Section title="Password">
        <PasswordForm />
      </Section>
      <SessionsSection />
    </div>
  );
}
